/** Loaded when the page is there: the log is not needed to see who can hear. */
import { define } from '../define';
import { EarshotHeat } from './earshot-heat.element';
import { EarshotLogCard } from './earshot-log-card.element';
import { EarshotLogRow } from './earshot-log-row.element';
import { EarshotLogTools } from './earshot-log-tools.element';

define('earshot-heat', EarshotHeat);
define('earshot-log-row', EarshotLogRow);
define('earshot-log-tools', EarshotLogTools);
define('earshot-log-card', EarshotLogCard);
