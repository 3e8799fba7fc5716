/** Loaded with the first card that shows it. */
import { define } from '../define';
import { EarshotAudit } from './earshot-audit.element';

define('earshot-audit', EarshotAudit);
