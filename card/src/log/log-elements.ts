/** Loaded with the first card that shows it: the log is not needed to see who can hear. */
import { define } from '../define';
import { EarshotHeat } from './earshot-heat.element';
import { EarshotLogFilters } from './earshot-log-filters.element';
import { EarshotLogList } from './earshot-log-list.element';
import { EarshotLogRow } from './earshot-log-row.element';
import { EarshotLogTools } from './earshot-log-tools.element';
import { EarshotLog } from './earshot-log.element';
import { EarshotPatterns } from './earshot-patterns.element';

define('earshot-heat', EarshotHeat);
define('earshot-log-filters', EarshotLogFilters);
define('earshot-log-list', EarshotLogList);
define('earshot-log-row', EarshotLogRow);
define('earshot-log-tools', EarshotLogTools);
define('earshot-patterns', EarshotPatterns);
define('earshot-log', EarshotLog);
