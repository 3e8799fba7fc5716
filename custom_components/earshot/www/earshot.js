document.querySelector(`home-assistant`)!==null&&await customElements.whenDefined(`home-assistant`);function e(e,t){customElements.get(e)===void 0&&customElements.define(e,t)}var t={"status.muted":`Muted`,"status.paused":`Paused`,"status.blocked":`Can hear`,"status.muting":`Muting when this command ends`,"status.armed":`Armed`,"status.listening":`Listening`,"status.streaming":`Streaming`,"status.recording":`Recording`,"status.unobserved":`May be listening`,"status.unknown":`Unknown`,"status.problem":`Mute does not hold`,"beside.power_cut":`by power cut`,"beside.hardware":`on the device`,"beside.firmware":`in firmware`,"beside.software":`in software`,"beside.paused":`by Home Assistant`,"detail.blocked":`upload blocked`,"detail.unobserved":`cannot be seen`,"detail.unreachable":`not reachable`,"detail.unreachable_since":`not reachable since {time}`,"problem.mute_fails":`its control does not take effect`,"problem.clash":`something keeps unmuting it`,"problem.heard":`heard while muted`,"problem.live":`live`,"problem.streaming":`still streams`,"problem.mute_fails_since":`not muted since {time}`,"problem.clash_since":`something keeps unmuting it since {time}`,"problem.heard_since":`heard while muted at {time}`,"problem.live_since":`live since {time}`,"problem.streaming_since":`still streams since {time}`,"was.muted":`was muted at {time}`,"was.paused":`was paused at {time}`,"was.blocked":`could hear at {time}`,"was.muting":`was muting at {time}`,"was.armed":`was armed at {time}`,"was.listening":`was listening at {time}`,"was.streaming":`was streaming at {time}`,"was.recording":`was recording at {time}`,"was.unobserved":`could not be seen at {time}`,"was.unknown":`was unknown at {time}`,"why.privacy_mode":`Privacy mode`,"why.you":`by you, until you resume`,"why.you_until":`by you until {time}`,"why.person":`by another person`,"why.person_until":`by another person until {time}`,"why.device":`at the device`,"why.device_until":`at the device until {time}`,"why.elsewhere":`outside Earshot`,"why.elsewhere_until":`outside Earshot until {time}`,"why.named":`{name}`,"why.named_until":`{name} until {time}`,"why.automation":`by an automation`,"why.automation_until":`by an automation until {time}`,"why.default":`muted by default`,"why.override":`unmuted until {time}`,"next.rule":`{name} mutes it at {time}`,"next.muted":`muted again at {time}`,"next.live":`can hear again at {time}`,"home.can_hear":{one:`{count} microphone can hear you`,other:`{count} microphones can hear you`},"home.can_hear_of":{one:`{count} of {all} microphones can hear you`,other:`{count} of {all} microphones can hear you`},"home.may_hear":{one:`{count} microphone may hear you`,other:`{count} microphones may hear you`},"home.muted_or_paused":`Muted or paused`,"home.none":`No microphone can hear you`,"home.only_paused":`{name} is only paused: it does not confirm`,"home.only_paused_many":{one:`{count} is only paused: it does not confirm`,other:`{count} are only paused: they do not confirm`},"home.is_listening":`{name} is listening`,"home.are_listening":{one:`{count} is listening`,other:`{count} are listening`},"home.is_streaming":`{name} is streaming`,"home.is_recording":`{name} is recording`,"home.problem":`The mute of {name} does not hold`,"home.problems":{one:`{count} mute does not hold`,other:`{count} mutes do not hold`},"home.one_may":`{name} may hear you`,"home.some_may":{one:`{count} may hear you`,other:`{count} may hear you`},"home.privacy_on":`Privacy mode on`,"home.uncovered":{one:`{count} is outside Earshot’s care`,other:`{count} are outside Earshot’s care`},"home.some_can":{one:`{count} can hear`,other:`{count} can hear`},"home.no_area":`No area`,"badge.listening":`Listening now`,"badge.many_listening":{one:`{count} microphone`,other:`{count} microphones`},"badge.microphones":`Microphones`,"badge.can_hear":{one:`{count} can hear you`,other:`{count} can hear you`},"badge.may_hear":{one:`{count} may hear you`,other:`{count} may hear you`},"badge.muted":`All muted`,"connection.loading":`Loading…`,"connection.lost":`Connection lost`,"connection.lost_detail":`What can hear you now is unknown. Reconnecting…`,"connection.missing":`Earshot is not running`,"connection.missing_detail":`The integration is missing or failed to start. No mute is being watched.`,"connection.not_set_up":`Earshot is not set up`,"connection.not_set_up_detail":`It finds your microphones by itself. Two short steps.`,"connection.forbidden":`No right to see microphones`,"connection.forbidden_detail":`An administrator can give you the right to see them.`,"connection.empty":`No microphones in Earshot’s care`,"connection.empty_detail":{one:`{count} was found in your home.`,other:`{count} were found in your home.`},"connection.set_up":`Set up Earshot`,"connection.open":`Open integrations`,"connection.add":`Add microphones`,"connection.not_loaded":`This part of Earshot cannot be loaded. Reload the page.`,"editor.view":`View`,"editor.view_full":`Full, with timelines`,"editor.view_compact":`Compact`,"editor.view_chips":`Chips`,"editor.microphones":`Microphones`,"editor.microphones_help":`All of them where none is chosen.`,"editor.hours":`Timeline`,"editor.hours_24":`24 hours`,"editor.hours_168":`7 days`,"editor.privacy_mode":`Button for privacy mode`,"editor.legend":`Legend`,"editor.title":`Title`,"editor.title_help":`Who can hear you stands below it. Without one that is the title.`,"editor.dim":`Bedroom dim`,"editor.dim_help":`“always”, “never”, or the entity that dims while it is on.`,"editor.show_text":`Words beside the icon`,"editor.navigation_path":`Where a tap leads`,"editor.navigation_path_help":`Without one it opens privacy mode.`,"editor.log_path":`Where the log is`,"editor.log_path_help":`Leave it empty where a log card is on the same view.`,"editor.heat":`Map of likely misfires`,"picker.card":`Earshot microphones`,"picker.card_description":`Which microphones can hear you, why, and until when.`,"picker.log":`Earshot log`,"picker.log_description":`What was heard, and what was likely not meant.`,"picker.badge_description":`How many microphones can hear you.`,"picker.strategy_description":`A dashboard of all microphones, rules, the log and the privacy audit.`,"action.mute":`Mute`,"action.retry":`Retry`,"action.retry_now":`Retry now`,"action.privacy_mode":`Privacy mode`,"action.end_privacy_mode":`End privacy mode`,"action.close":`Close`,"action.log":`Log`,"action.test":`Test the mute`,"choice.mute_for":`Mute for`,"choice.15_minutes":`15 min`,"choice.1_hour":`1 hour`,"choice.morning":`Until morning`,"choice.resume":`Until I resume`,"choice.stay":`Stay muted until I resume`,"choice.until":`until {time}`,"choice.no_rule":`no rule lifts it`,"choice.past":`also past {time}`,"choice.whole_home":`For the whole home.`,"choice.resume_schedule":`Resume schedule`,"choice.listen":`Listen 15 min`,"choice.power_listen":`Power on and listen 15 min`,"choice.listen_ends":`Ends {time}, or when a mute rule begins or ends`,"choice.reapply":`Applies the mute once more`,"drops.mute":`Drops your mute.`,"drops.other_mute":`Drops the mute.`,"drops.override":`Ends the time to listen.`,"stays.rule":`{name} keeps it muted.`,"stays.rule_until":`{name} keeps it muted until {time}.`,"stays.rule_paused":`{name} keeps it paused.`,"stays.rule_paused_until":`{name} keeps it paused until {time}.`,"stays.other":`It stays muted by default.`,"stays.privacy_mode":`Privacy mode keeps it muted.`,"stays.live":`It can hear then.`,"refused.no_control":`Cannot be muted`,"refused.no_right":`You have no right to control it`,"refused.privacy_mode":`Privacy mode is on`,"refused.quiet_time":`Not allowed while it is to be quiet`,"sheet.why_muted":`Why it is muted`,"sheet.why_paused":`Why it is paused`,"sheet.why_live":`Why it can hear you`,"sheet.known":`What is known`,"sheet.what_happened":`What happened`,"sheet.helps":`What helps`,"hold.privacy_mode":`Privacy mode`,"hold.privacy_mode_detail":`Unmuting is refused until it ends. What is unmuted elsewhere is put right.`,"hold.you":`Muted by you`,"hold.person":`Muted by another person`,"hold.device":`Muted at the device`,"hold.elsewhere":`Muted outside Earshot`,"hold.automation":`Held by an automation`,"hold.automation_named":`{name}, held by an automation`,"hold.default":`Muted by default`,"hold.default_detail":`It may listen only while a listen rule is active, or when a person lets it.`,"hold.until":`Until {time}.`,"hold.until_you_resume":`Until you resume. No rule lifts it.`,"hold.until_lifted":`Until a person lifts it. No rule does.`,"hold.until_released":`Until an automation releases it, or a person lifts it.`,"hold.rule_open":`As long as its conditions hold.`,"hold.undetermined":`Counts as active because this is unknown: {names}.`,"hold.nothing":`Nothing mutes it now`,"hold.override":`A person lets it listen until {time}.`,"hold.next_rule":`Next: {name} mutes it at {time}.`,"hold.next_muted":`Next: muted again at {time}.`,"hold.next_live":`Next: can hear again at {time}.`,"hold.stays_any":`It stays muted while any of these stands.`,"hold.stays_any_paused":`It stays paused while any of these stands.`,"assurance.of":`Assurance {rank} of 6`,"assurance.power_cut":`By power cut`,"assurance.hardware":`On the device`,"assurance.firmware":`In firmware`,"assurance.software":`In software`,"assurance.upload_blocked":`Upload blocked`,"assurance.response_only":`Replies only`,"assurance.none":`Cannot be muted`,"assurance.confirmed":`{assurance}, confirmed {time}`,"assurance.not_confirmed":`{assurance}, not confirmed`,"assurance.acts_power_cut":`Mute acts by power cut`,"assurance.acts_hardware":`Mute acts on the device`,"assurance.acts_firmware":`Mute acts in firmware`,"assurance.acts_software":`Mute acts in software`,"assurance.acts_upload_blocked":`Mute blocks its upload`,"assurance.detail_power_cut":`Without power nothing can listen.`,"assurance.detail_hardware":`A switch on the device itself takes its microphone off. It outranks everything.`,"assurance.detail_firmware":`The device switches its own microphone off.`,"assurance.detail_software":`Software on the device stops taking sound from it.`,"assurance.reports":`It reports that itself.`,"assurance.detail_paused":`Home Assistant takes no sound from it. The device does not confirm, and may go on listening for its wake word.`,"assurance.detail_upload_blocked":`It goes on hearing. While its upload is blocked nothing leaves your home.`,"assurance.detail_response_only":`Only its replies can be stopped, not its microphone.`,"assurance.detail_none":`No software can mute this microphone.`,"note.unobserved":`Nothing shows whether it listens`,"note.unobserved_detail":`Home Assistant cannot see its microphone. It counts as one that may hear you.`,"note.unknown":`It cannot be reached`,"note.unknown_detail":`Nobody knows whether it listens. It counts as one that may hear you.`,"note.dnd":`Do not disturb is on`,"note.dnd_detail":`It stops the replies, not the microphone.`,"note.plug":`Put it on a smart plug`,"note.plug_detail":`Earshot can then cut its power.`,"note.device_button":`Use the switch on the device`,"note.device_button_detail":`A mute at the device works, even where Earshot cannot see it.`,"note.problem":`It can hear you and should not`,"test.running":`Muting, reading back, restoring…`,"test.held":`It obeyed: its mute read back.`,"test.held_after":`It obeyed: its mute read back after {time} ms, and was lifted again.`,"test.stands":`Its mute stands already. A mute that stands is not lifted for a test.`,"test.not_muted":`Its mute did not read back in time. Do not rely on it.`,"test.not_restored":`It obeyed, but its release did not read back in time.`,"test.unreadable":`It cannot be read, so nothing was tried.`,"test.not_told":`Nothing was tried.`,"test.failed":`The test could not be run: {error}`,"say.row":`{name}, {status}. {why}. Opens choices.`,"say.row_short":`{name}, {status}. Opens choices.`,"say.listening_for":`listening for {duration}`,"say.recording_for":`recording for {duration}`,"say.streaming_for":`streaming for {duration}`,"say.paused":`paused by Home Assistant, not confirmed by the device`,"say.mute_button":`Mute {name} until you resume its schedule`,"say.retry_button":`Retry to mute {name}`,"say.started":`{name} is listening`,"say.stopped":`{name} stopped listening`,"say.problem":`The mute of {name} does not hold`,"unit.seconds":`{number} s`,"unit.minutes":`{number} min`,"unit.hours":`{number} h`,"timeline.label":`{name}, last 24 hours and next 8 hours`,"timeline.label_7d":`{name}, last 7 days and next 24 hours`,"timeline.now":`Now`,"timeline.24h":`24 h`,"timeline.7d":`7 d`,"timeline.show_24h":`Show 24 hours`,"timeline.show_7d":`Show 7 days`,"timeline.legend":`Legend`,"timeline.sum_muted":`muted {duration}`,"timeline.sum_paused":`paused {duration}`,"timeline.sum_can":`could hear {duration}`,"timeline.sum_may":`may have heard {duration}`,"timeline.sum_failed":`mute failed for {duration}`,"timeline.sum_activations":{one:`{count} activation`,other:`{count} activations`},"timeline.sum_misfires":{one:`{count} likely misfire`,other:`{count} likely misfires`},"timeline.sum_violations":{one:`{count} while muted`,other:`{count} while muted`},"timeline.planned_live":`can hear, as planned`,"timeline.planned_muted":`muted, as planned`,"timeline.no_data":`nobody knows whether it could hear`,"timeline.no_past":`Only those who may read the log see the past`,"timeline.no_log":`No log is kept, so there is no past to show`,"legend.muted":`Muted`,"legend.paused":`Paused`,"legend.can_hear":`Can hear`,"legend.listened":`Listened`,"legend.capture":`Recorded`,"legend.misfire":`Likely misfire`,"legend.failed":`Mute failed`,"legend.while_muted":`While muted`,"legend.may_hear":`May hear`,"legend.planned":`Planned`,"log.title":`What they heard`,"log.forbidden":`Only administrators may read the log`,"log.forbidden_detail":`You still see which microphones can hear you, and you can mute them.`,"log.off":`No log is kept`,"log.off_detail":`Retention is set to 0 days.`,"log.empty":`Nothing heard yet`,"log.empty_detail":`What a microphone hears is listed here as soon as it is over.`,"log.nothing_found":`Nothing found`,"log.nothing_found_detail":`Words are kept only of microphones that are set to keep them.`,"log.failed":`The log cannot be read now`,"log.failed_below":`What is earlier cannot be read now.`,"log.retry":`Retry`,"log.lost":`Connection lost. What was heard since is missing.`,"log.search":`Search what was said or answered`,"log.clear":`Clear the search`,"log.filters":`Filters`,"log.all":`All`,"log.kind_misfire":`Misfires`,"log.kind_while_muted":`While muted`,"log.kind_capture":`Recordings`,"log.microphone":`Microphone`,"log.every_microphone":`All microphones`,"log.up_to":`Up to {time}`,"log.show_latest":`Up to {time}. Shows the latest again.`,"log.earlier":`Earlier`,"log.open":`Open the log`,"log.today":`Today`,"log.yesterday":`Yesterday`,"log.count":{one:`{count} heard`,other:`{count} heard`},"log.count_misfires":{one:`{count} likely misfire`,other:`{count} likely misfires`},"log.count_while_muted":{one:`{count} while muted`,other:`{count} while muted`},"log.removed":`Removed microphone`,"log.phrase":`“{phrase}”`,"log.now_listening":`Listening now`,"log.now_recording":`Recording now`,"log.heard_muted":`Heard while muted`,"log.recorded":`Recorded`,"log.recorded_muted":`Recorded while muted`,"log.likely_misfire":`Likely misfire`,"log.misfire":`Misfire`,"log.title_intent":`Command carried out`,"log.title_error":`Command failed`,"log.title_no_speech":`Nothing said`,"log.title_not_understood":`Not understood`,"log.title_cut_off":`Cut short`,"log.title_unknown":`Heard`,"log.then_intent":`a command ran`,"log.then_error":`a command failed`,"log.then_no_speech":`no command ran`,"log.then_not_understood":`no command ran`,"log.then_cut_off":`cut short`,"log.then_unknown":`what came of it is unknown`,"log.unusual_nobody_home":`nobody home`,"log.unusual_asleep":`while you sleep`,"log.unusual_tv_alone":`perhaps the TV alone`,"log.outcome_intent":`A command came of it`,"log.outcome_error":`The command failed`,"log.outcome_no_speech":`No speech was heard`,"log.outcome_not_understood":`There was speech, and no command was found in it`,"log.outcome_cut_off":`It was cut short`,"log.outcome_unknown":`What came of it is not known`,"log.why_no_speech":`No speech followed`,"log.why_no_intent":`Speech followed that nothing understood`,"log.no_command":`No command came of it`,"log.why_capture":`Its sound was recorded, as an administrator asked`,"log.why_while_muted":`The microphone was to be muted`,"log.why_nobody_home":`Nobody was home`,"log.why_asleep":`It was in the hours of sleep`,"log.why_tv_alone":`A TV was playing, and may have spoken alone`,"log.started_button":`Started by a button`,"log.started_question":`It answered a question`,"log.said_misfire":`A person said that it was a misfire`,"log.said_meant":`A person said that it was meant`,"log.meant":`I meant it`,"log.undo":`Undo`,"log.noted_meant":`Noted as meant.`,"log.noted_misfire":`Noted as a misfire.`,"log.show_words":`Show what it understood`,"log.hide_words":`Hide what it understood`,"log.understood":`It understood`,"log.answered":`It answered`,"log.no_words":`No words are kept`,"log.export":`Export`,"log.export_says":`A file of everything in the log.`,"log.export_says_one":`A file of everything in the log about {name}.`,"log.export_csv":`CSV`,"log.export_jsonl":`JSON Lines`,"log.purge":`Erase`,"log.purge_span":`From when`,"log.purge_hour":`Last hour`,"log.purge_today":`Today`,"log.purge_week":`Last 7 days`,"log.purge_all":`All of it`,"log.purge_says_all":`Erases the whole log, and what Home Assistant’s history keeps of Earshot.`,"log.purge_says_all_one":`Erases the whole log of {name}, and what Home Assistant’s history keeps of it.`,"log.purge_says_since":`Erases what was heard and muted since {time}. Home Assistant’s history stays.`,"log.purge_says_since_one":`Erases what {name} heard and how it was muted since {time}. Home Assistant’s history stays.`,"log.purge_for_good":`It cannot be brought back.`,"log.purge_confirm":`Erase for good`,"log.purge_done":{one:`{count} entry was erased.`,other:`{count} entries were erased.`},"log.cancel":`Cancel`,"log.close":`Close`,"log.entries":{one:`{count} entry shown`,other:`{count} entries shown`},"heat.title":`When they misfire`,"heat.show":`Show when they misfire`,"heat.hide":`Show the log`,"heat.label":`Likely misfires by weekday and hour`,"heat.last_30_days":`last 30 days`,"heat.since":`since {time}`,"heat.when":`{day}, {time}`,"heat.none":`no misfires`,"heat.count":{one:`{count} misfire`,other:`{count} misfires`},"heat.mostly":`{what}, mostly {name}`,"heat.alone":`{what}, {name}`,"heat.legend_more":`{count} or more`,"heat.empty":`No misfires in this time`,"strategy.title":`Privacy`,"strategy.home":`Home`,"strategy.now":`Now`,"strategy.today":`Today`,"strategy.patterns":`Patterns`,"strategy.microphones":`Microphones`,"strategy.rules":`Rules`,"strategy.all_rules":`All rules`,"strategy.log":`Log`,"strategy.audit":`Audit`,"strategy.no_rules":`There are no rules yet.`,"audit.title":`Privacy audit`,"audit.risk":`Risks`,"audit.to_do":`To do`,"audit.notice":`Good to know`,"audit.count":{one:`{count} finding`,other:`{count} findings`},"audit.none":`Nothing found`,"audit.none_detail":`What can be looked up from here is as it should be.`,"audit.forbidden":`Only administrators see the audit`,"audit.failed":`The audit cannot be done now`,"audit.again":`Look again`,"audit.settled":`Settled`,"audit.all":`All findings`},n={de:async()=>(await import(`./earshot-de.js`)).de,nl:async()=>(await import(`./earshot-nl.js`)).nl,fr:async()=>(await import(`./earshot-fr.js`)).fr,es:async()=>(await import(`./earshot-es.js`)).es},r=/* @__PURE__ */ new Set([`ar`,`fa`,`he`,`ur`,`ps`,`yi`]),i=/* @__PURE__ */ new Map([[`en`,t]]),a=/* @__PURE__ */ new Map;function o(e,t){return e.replace(/\{(\w+)\}/g,(e,n)=>Object.hasOwn(t,n)?String(t[n]):e)}function s(e,t,n=t){let i=new Intl.PluralRules(t),a=new Intl.NumberFormat(t);return{language:t,direction:r.has(u(n))?`rtl`:`ltr`,text(t,n={}){let r=e[t];if(typeof r==`string`)return o(r,n);let s=Number(n.count);return o(r[i.select(s)]??r.other,{...n,count:a.format(s)})}}}function c(e){let n=u(e),r=i.get(n),o=`${e} ${r===void 0?`en`:n}`,c=a.get(o);if(c!==void 0)return c;let l=r===void 0?s(t,`en`,e):s(r,n,e);return a.set(o,l),l}async function l(e){let t=u(e);if(!i.has(t)&&Object.hasOwn(n,t))try{i.set(t,await n[t]())}catch{}return c(e)}function u(e){return e.toLowerCase().replace(/[-_].*$/,``)}var d=/* @__PURE__ */ new Set([`microphones`,`title`,`dim`,`navigation_path`,`log_path`]),f={entity:{multiple:!0,filter:{integration:`earshot`,domain:`sensor`,device_class:`enum`}}};function p(e){return c(document.querySelector(`home-assistant`)?.hass?.language??document.documentElement.lang).text(e)}function m(){return ie([{name:`view`,selector:ae(`view`,[`full`,`compact`,`chips`]),default:`full`},{name:`microphones`,selector:f},{name:`title`,selector:{text:{}}},{name:`hours`,selector:ae(`hours`,[24,168]),default:`24`},{name:`privacy_mode`,selector:{boolean:{}},default:!0},{name:`legend`,selector:{boolean:{}},default:!0},{name:`dim`,selector:{text:{}}},{name:`log_path`,selector:{navigation:{}}}])}function ee(){return ie([{name:`show_text`,selector:{boolean:{}},default:!0},{name:`navigation_path`,selector:{navigation:{}}}])}function te(){return ie([{name:`microphones`,selector:f},{name:`title`,selector:{text:{}}},{name:`heat`,selector:{boolean:{}},default:!0}])}function ne(){return{view:`full`}}function re(){return{}}function ie(e){return{schema:e,computeLabel:({name:e})=>p(`editor.${e}`),computeHelper:({name:e})=>d.has(e)?p(`editor.${e}_help`):void 0}}function ae(e,t){return{select:{mode:`dropdown`,options:t.map(t=>({value:String(t),label:p(`editor.${e}_${t}`)}))}}}function oe(e,t){return e.entities?.[t]?.platform===`earshot`}function se(e,t){let n=e.entities?.[t];if(n?.platform!==`earshot`)return null;let r=`custom:earshot-card`,i=Object.values(e.entities??{}).find(e=>e?.platform===`earshot`&&e.translation_key===`status`&&e.device_id===n.device_id);return{config:i===void 0?{type:r}:{type:r,microphones:[i.entity_id]}}}function ce(e,t){let n=/* @__PURE__ */ new Set([`activation`,`activations_today`,`misfires_today`,`last_activation`]);return oe(e,t)&&n.has(e.entities?.[t]?.translation_key??``)?{config:{type:`custom:earshot-log-card`}}:null}function le(e,t){return oe(e,t)?{config:{type:`custom:earshot-badge`}}:null}var ue=`M4.93,4.93C3.12,6.74 2,9.24 2,12C2,14.76 3.12,17.26 4.93,19.07L6.34,17.66C4.89,16.22 4,14.22 4,12C4,9.79 4.89,7.78 6.34,6.34L4.93,4.93M19.07,4.93L17.66,6.34C19.11,7.78 20,9.79 20,12C20,14.22 19.11,16.22 17.66,17.66L19.07,19.07C20.88,17.26 22,14.76 22,12C22,9.24 20.88,6.74 19.07,4.93M7.76,7.76C6.67,8.85 6,10.35 6,12C6,13.65 6.67,15.15 7.76,16.24L9.17,14.83C8.45,14.11 8,13.11 8,12C8,10.89 8.45,9.89 9.17,9.17L7.76,7.76M16.24,7.76L14.83,9.17C15.55,9.89 16,10.89 16,12C16,13.11 15.55,14.11 14.83,14.83L16.24,16.24C17.33,15.15 18,13.65 18,12C18,10.35 17.33,8.85 16.24,7.76M12,10A2,2 0 0,0 10,12A2,2 0 0,0 12,14A2,2 0 0,0 14,12A2,2 0 0,0 12,10Z`,de=`M21.1,12.5L22.5,13.91L15.97,20.5L12.5,17L13.9,15.59L15.97,17.67L21.1,12.5M11,4A4,4 0 0,1 15,8A4,4 0 0,1 11,12A4,4 0 0,1 7,8A4,4 0 0,1 11,4M11,6A2,2 0 0,0 9,8A2,2 0 0,0 11,10A2,2 0 0,0 13,8A2,2 0 0,0 11,6M11,13C11.68,13 12.5,13.09 13.41,13.26L11.74,14.93L11,14.9C8.03,14.9 4.9,16.36 4.9,17V18.1H11.1L13,20H3V17C3,14.34 8.33,13 11,13Z`,fe=`M12,4A4,4 0 0,1 16,8A4,4 0 0,1 12,12A4,4 0 0,1 8,8A4,4 0 0,1 12,4M12,6A2,2 0 0,0 10,8A2,2 0 0,0 12,10A2,2 0 0,0 14,8A2,2 0 0,0 12,6M12,13C14.67,13 20,14.33 20,17V20H4V17C4,14.33 9.33,13 12,13M12,14.9C9.03,14.9 5.9,16.36 5.9,17V18.1H18.1V17C18.1,16.36 14.97,14.9 12,14.9Z`,pe=`M2,3.27L3.28,2L22,20.72L20.73,22L16.73,18C16.9,18.31 17,18.64 17,19V21H1V19C1,16.34 6.33,15 9,15C10.77,15 13.72,15.59 15.5,16.77L11.12,12.39C10.5,12.78 9.78,13 9,13A4,4 0 0,1 5,9C5,8.22 5.22,7.5 5.61,6.88L2,3.27M9,5A4,4 0 0,1 13,9V9.17L8.83,5H9M16.76,5.36C18.78,7.56 18.78,10.61 16.76,12.63L15.08,10.94C15.92,9.76 15.92,8.23 15.08,7.05L16.76,5.36M20.07,2C24,6.05 23.97,12.11 20.07,16L18.44,14.37C21.21,11.19 21.21,6.65 18.44,3.63L20.07,2Z`,me=`M13 14H11V9H13M13 18H11V16H13M1 21H23L12 2L1 21Z`,he=`M12,2L1,21H23M12,6L19.53,19H4.47M11,10V14H13V10M11,16V18H13V16`,ge=`M22.11,21.46L2.39,1.73L1.11,3L5.83,7.72C5.29,8.73 5,9.86 5,11V17L3,19V20H18.11L20.84,22.73L22.11,21.46M7,18V11C7,10.39 7.11,9.79 7.34,9.23L16.11,18H7M10,21H14A2,2 0 0,1 12,23A2,2 0 0,1 10,21M8.29,5.09C8.82,4.75 9.4,4.5 10,4.29C10,4.19 10,4.1 10,4A2,2 0 0,1 12,2A2,2 0 0,1 14,4C14,4.1 14,4.19 14,4.29C16.97,5.17 19,7.9 19,11V15.8L17,13.8V11A5,5 0 0,0 12,6C11.22,6 10.45,6.2 9.76,6.56L8.29,5.09Z`,_e=`M15,13H16.5V15.82L18.94,17.23L18.19,18.53L15,16.69V13M19,8H5V19H9.67C9.24,18.09 9,17.07 9,16A7,7 0 0,1 16,9C17.07,9 18.09,9.24 19,9.67V8M5,21C3.89,21 3,20.1 3,19V5C3,3.89 3.89,3 5,3H6V1H8V3H16V1H18V3H19A2,2 0 0,1 21,5V11.1C22.24,12.36 23,14.09 23,16A7,7 0 0,1 16,23C14.09,23 12.36,22.24 11.1,21H5M16,11.15A4.85,4.85 0 0,0 11.15,16C11.15,18.68 13.32,20.85 16,20.85A4.85,4.85 0 0,0 20.85,16C20.85,13.32 18.68,11.15 16,11.15Z`,ve=`M21,7L9,19L3.5,13.5L4.91,12.09L9,16.17L19.59,5.59L21,7Z`,ye=`M23 12L20.6 9.2L20.9 5.5L17.3 4.7L15.4 1.5L12 3L8.6 1.5L6.7 4.7L3.1 5.5L3.4 9.2L1 12L3.4 14.8L3.1 18.5L6.7 19.3L8.6 22.5L12 21L15.4 22.5L17.3 19.3L20.9 18.5L20.6 14.8L23 12M18.7 16.9L16 17.5L14.6 19.9L12 18.8L9.4 19.9L8 17.5L5.3 16.9L5.5 14.1L3.7 12L5.5 9.9L5.3 7.1L8 6.5L9.4 4.1L12 5.2L14.6 4.1L16 6.5L18.7 7.1L18.5 9.9L20.3 12L18.5 14.1L18.7 16.9M16.6 7.6L18 9L10 17L6 13L7.4 11.6L10 14.2L16.6 7.6Z`,be=`M7.41,8.58L12,13.17L16.59,8.58L18,10L12,16L6,10L7.41,8.58Z`,xe=`M6,4H18V5H21V7H18V9H21V11H18V13H21V15H18V17H21V19H18V20H6V19H3V17H6V15H3V13H6V11H3V9H6V7H3V5H6V4M11,15V18H12V15H11M13,15V18H14V15H13M15,15V18H16V15H15Z`,Se=`M19,3H14.82C14.25,1.44 12.53,0.64 11,1.2C10.14,1.5 9.5,2.16 9.18,3H5A2,2 0 0,0 3,5V19A2,2 0 0,0 5,21H19A2,2 0 0,0 21,19V5A2,2 0 0,0 19,3M12,3A1,1 0 0,1 13,4A1,1 0 0,1 12,5A1,1 0 0,1 11,4A1,1 0 0,1 12,3M7,7H17V5H19V19H5V5H7V7M17,11H7V9H17V11M15,15H7V13H15V15Z`,Ce=`M12,20A8,8 0 0,0 20,12A8,8 0 0,0 12,4A8,8 0 0,0 4,12A8,8 0 0,0 12,20M12,2A10,10 0 0,1 22,12A10,10 0 0,1 12,22C6.47,22 2,17.5 2,12A10,10 0 0,1 12,2M12.5,7V12.25L17,14.92L16.25,16.15L11,13V7H12.5Z`,we=`M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z`,Te=`M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2C6.47,2 2,6.47 2,12C2,17.53 6.47,22 12,22C17.53,22 22,17.53 22,12C22,6.47 17.53,2 12,2M14.59,8L12,10.59L9.41,8L8,9.41L10.59,12L8,14.59L9.41,16L12,13.41L14.59,16L16,14.59L13.41,12L16,9.41L14.59,8Z`,Ee=`M19.8 22.6L17.15 20H6.5Q4.2 20 2.6 18.4T1 14.5Q1 12.58 2.19 11.08 3.38 9.57 5.25 9.15 5.33 8.95 5.4 8.76 5.5 8.57 5.55 8.35L1.4 4.2L2.8 2.8L21.2 21.2M6.5 18H15.15L7.1 9.95Q7.05 10.23 7.03 10.5 7 10.73 7 11H6.5Q5.05 11 4.03 12.03 3 13.05 3 14.5 3 15.95 4.03 17 5.05 18 6.5 18M11.13 14M21.6 18.75L20.15 17.35Q20.58 17 20.79 16.54 21 16.08 21 15.5 21 14.45 20.27 13.73 19.55 13 18.5 13H17V11Q17 8.93 15.54 7.46 14.08 6 12 6 11.33 6 10.7 6.16 10.07 6.33 9.5 6.68L8.05 5.23Q8.93 4.63 9.91 4.31 10.9 4 12 4 14.93 4 16.96 6.04 19 8.07 19 11 20.73 11.2 21.86 12.5 23 13.78 23 15.5 23 16.5 22.63 17.31 22.25 18.15 21.6 18.75M14.83 12.03Z`,De=`M19,3L13,9L15,11L22,4V3M12,12.5A0.5,0.5 0 0,1 11.5,12A0.5,0.5 0 0,1 12,11.5A0.5,0.5 0 0,1 12.5,12A0.5,0.5 0 0,1 12,12.5M6,20A2,2 0 0,1 4,18C4,16.89 4.9,16 6,16A2,2 0 0,1 8,18C8,19.11 7.1,20 6,20M6,8A2,2 0 0,1 4,6C4,4.89 4.9,4 6,4A2,2 0 0,1 8,6C8,7.11 7.1,8 6,8M9.64,7.64C9.87,7.14 10,6.59 10,6A4,4 0 0,0 6,2A4,4 0 0,0 2,6A4,4 0 0,0 6,10C6.59,10 7.14,9.87 7.64,9.64L10,12L7.64,14.36C7.14,14.13 6.59,14 6,14A4,4 0 0,0 2,18A4,4 0 0,0 6,22A4,4 0 0,0 10,18C10,17.41 9.87,16.86 9.64,16.36L12,14L19,21H22V20L9.64,7.64Z`,Oe=`M6,19A2,2 0 0,0 8,21H16A2,2 0 0,0 18,19V7H6V19M8,9H16V19H8V9M15.5,4L14.5,3H9.5L8.5,4H5V6H19V4H15.5Z`,ke=`M12 16C13.1 16 14 16.9 14 18S13.1 20 12 20 10 19.1 10 18 10.9 16 12 16M12 10C13.1 10 14 10.9 14 12S13.1 14 12 14 10 13.1 10 12 10.9 10 12 10M12 4C13.1 4 14 4.9 14 6S13.1 8 12 8 10 7.1 10 6 10.9 4 12 4M6 16C7.1 16 8 16.9 8 18S7.1 20 6 20 4 19.1 4 18 4.9 16 6 16M6 10C7.1 10 8 10.9 8 12S7.1 14 6 14 4 13.1 4 12 4.9 10 6 10M6 4C7.1 4 8 4.9 8 6S7.1 8 6 8 4 7.1 4 6 4.9 4 6 4M18 16C19.1 16 20 16.9 20 18S19.1 20 18 20 16 19.1 16 18 16.9 16 18 16M18 10C19.1 10 20 10.9 20 12S19.1 14 18 14 16 13.1 16 12 16.9 10 18 10M18 4C19.1 4 20 4.9 20 6S19.1 8 18 8 16 7.1 16 6 16.9 4 18 4Z`,Ae=`M5,20H19V18H5M19,9H15V3H9V9H5L12,16L19,9Z`,h=`M17,20C16.71,20 16.44,19.94 16.24,19.85C15.53,19.5 15.03,18.97 14.53,17.47C14,15.91 13.06,15.18 12.14,14.47C11.35,13.86 10.53,13.23 9.82,11.94C9.29,11 9,9.93 9,9C9,6.2 11.2,4 14,4C16.8,4 19,6.2 19,9H21C21,5.07 17.93,2 14,2C10.07,2 7,5.07 7,9C7,10.26 7.38,11.65 8.07,12.9C9,14.55 10.05,15.38 10.92,16.05C11.73,16.67 12.31,17.12 12.63,18.1C13.23,19.92 14,20.94 15.36,21.65C15.87,21.88 16.43,22 17,22A4,4 0 0,0 21,18H19A2,2 0 0,1 17,20M7.64,2.64L6.22,1.22C4.23,3.21 3,5.96 3,9C3,12.04 4.23,14.79 6.22,16.78L7.63,15.37C6,13.74 5,11.5 5,9C5,6.5 6,4.26 7.64,2.64M11.5,9A2.5,2.5 0 0,0 14,11.5A2.5,2.5 0 0,0 16.5,9A2.5,2.5 0 0,0 14,6.5A2.5,2.5 0 0,0 11.5,9Z`,je=`M1,4.27L2.28,3L20,20.72L18.73,22L12.91,16.18C12.19,16.74 11.67,17.19 11.37,18.1C10.77,19.92 10,20.94 8.64,21.65C8.13,21.88 7.57,22 7,22A4,4 0 0,1 3,18H5A2,2 0 0,0 7,20C7.29,20 7.56,19.94 7.76,19.85C8.47,19.5 8.97,18.97 9.47,17.47C9.91,16.12 10.69,15.39 11.5,14.76L5.04,8.31C5,8.54 5,8.77 5,9H3C3,8.17 3.14,7.39 3.39,6.66L1,4.27M14.18,11.94C14.71,11 15,9.93 15,9C15,6.2 12.8,4 10,4C8.81,4 7.74,4.39 6.89,5.06L5.46,3.63C6.67,2.61 8.25,2 10,2C13.93,2 17,5.07 17,9C17,10.26 16.62,11.65 15.93,12.9L15.47,13.65L14.03,12.2L14.18,11.94M16.36,2.64L17.78,1.22C19.77,3.21 21,5.96 21,9C21,11.83 19.93,14.41 18.18,16.36L16.77,14.94C18.15,13.36 19,11.28 19,9C19,6.5 18,4.26 16.36,2.64M12.5,9C12.5,9.5 12.36,9.93 12.13,10.31L8.69,6.87C9.07,6.64 9.5,6.5 10,6.5A2.5,2.5 0 0,1 12.5,9Z`,Me=`M2,5.27L3.28,4L20,20.72L18.73,22L15.65,18.92C14.5,19.3 13.28,19.5 12,19.5C7,19.5 2.73,16.39 1,12C1.69,10.24 2.79,8.69 4.19,7.46L2,5.27M12,9A3,3 0 0,1 15,12C15,12.35 14.94,12.69 14.83,13L11,9.17C11.31,9.06 11.65,9 12,9M12,4.5C17,4.5 21.27,7.61 23,12C22.18,14.08 20.79,15.88 19,17.19L17.58,15.76C18.94,14.82 20.06,13.54 20.82,12C19.17,8.64 15.76,6.5 12,6.5C10.91,6.5 9.84,6.68 8.84,7L7.3,5.47C8.74,4.85 10.33,4.5 12,4.5M3.18,12C4.83,15.36 8.24,17.5 12,17.5C12.69,17.5 13.37,17.43 14,17.29L11.72,15C10.29,14.85 9.15,13.71 9,12.28L5.6,8.87C4.61,9.72 3.78,10.78 3.18,12Z`,Ne=`M12,9A3,3 0 0,1 15,12A3,3 0 0,1 12,15A3,3 0 0,1 9,12A3,3 0 0,1 12,9M12,4.5C17,4.5 21.27,7.61 23,12C21.27,16.39 17,19.5 12,19.5C7,19.5 2.73,16.39 1,12C2.73,7.61 7,4.5 12,4.5M3.18,12C4.83,15.36 8.24,17.5 12,17.5C15.76,17.5 19.17,15.36 20.82,12C19.17,8.64 15.76,6.5 12,6.5C8.24,6.5 4.83,8.64 3.18,12Z`,Pe=`M15,4V11H5.17L4,12.17V4H15M16,2H3A1,1 0 0,0 2,3V17L6,13H16A1,1 0 0,0 17,12V3A1,1 0 0,0 16,2M21,6H19V15H6V17A1,1 0 0,0 7,18H18L22,22V7A1,1 0 0,0 21,6Z`,Fe=`M10,9A1,1 0 0,1 11,8A1,1 0 0,1 12,9V13.47L13.21,13.6L18.15,15.79C18.68,16.03 19,16.56 19,17.14V21.5C18.97,22.32 18.32,22.97 17.5,23H11C10.62,23 10.26,22.85 10,22.57L5.1,18.37L5.84,17.6C6.03,17.39 6.3,17.28 6.58,17.28H6.8L10,19V9M11,5A4,4 0 0,1 15,9C15,10.5 14.2,11.77 13,12.46V11.24C13.61,10.69 14,9.89 14,9A3,3 0 0,0 11,6A3,3 0 0,0 8,9C8,9.89 8.39,10.69 9,11.24V12.46C7.8,11.77 7,10.5 7,9A4,4 0 0,1 11,5Z`,Ie=`M13 5C15.21 5 17 6.79 17 9C17 10.5 16.2 11.77 15 12.46V11.24C15.61 10.69 16 9.89 16 9C16 7.34 14.66 6 13 6S10 7.34 10 9C10 9.89 10.39 10.69 11 11.24V12.46C9.8 11.77 9 10.5 9 9C9 6.79 10.79 5 13 5M20 20.5C19.97 21.32 19.32 21.97 18.5 22H13C12.62 22 12.26 21.85 12 21.57L8 17.37L8.74 16.6C8.93 16.39 9.2 16.28 9.5 16.28H9.7L12 18V9C12 8.45 12.45 8 13 8S14 8.45 14 9V13.47L15.21 13.6L19.15 15.79C19.68 16.03 20 16.56 20 17.14V20.5M20 2H4C2.9 2 2 2.9 2 4V12C2 13.11 2.9 14 4 14H8V12L4 12L4 4H20L20 12H18V14H20V13.96L20.04 14C21.13 14 22 13.09 22 12V4C22 2.9 21.11 2 20 2Z`,Le=`M10,19H13V22H10V19M12,2C17.35,2.22 19.68,7.62 16.5,11.67C15.67,12.67 14.33,13.33 13.67,14.17C13,15 13,16 13,17H10C10,15.33 10,13.92 10.67,12.92C11.33,11.92 12.67,11.33 13.5,10.67C15.92,8.43 15.32,5.26 12,5A3,3 0 0,0 9,8H6A6,6 0 0,1 12,2Z`,Re=`M11,18H13V16H11V18M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,6A4,4 0 0,0 8,10H10A2,2 0 0,1 12,8A2,2 0 0,1 14,10C14,12 11,11.75 11,15H13C13,12.75 16,12.5 16,10A4,4 0 0,0 12,6Z`,ze=`M22.11 21.46L2.39 1.73L1.11 3L6.27 8.16L2 12H5V20H11V14H12.11L13 14.89V20H18.11L20.84 22.73L22.11 21.46M9 12V18H7V10.19L7.68 9.57L10.11 12H9M15 18V16.89L16.11 18H15M10.36 7.16L8.95 5.75L12 3L22 12H19V15.8L17 13.8V10.19L12 5.69L10.36 7.16Z`,Be=`M12 5.69L17 10.19V18H15V12H9V18H7V10.19L12 5.69M12 3L2 12H5V20H11V14H13V20H19V12H22`,Ve=`M11,9H13V7H11M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M11,17H13V11H11V17Z`,He=`M17,7H13V8.9H17C18.71,8.9 20.1,10.29 20.1,12C20.1,13.43 19.12,14.63 17.79,15L19.25,16.44C20.88,15.61 22,13.95 22,12A5,5 0 0,0 17,7M16,11H13.81L15.81,13H16V11M2,4.27L5.11,7.38C3.29,8.12 2,9.91 2,12A5,5 0 0,0 7,17H11V15.1H7C5.29,15.1 3.9,13.71 3.9,12C3.9,10.41 5.11,9.1 6.66,8.93L8.73,11H8V13H10.73L13,15.27V17H14.73L18.74,21L20,19.74L3.27,3L2,4.27Z`,Ue=`M12,17C10.89,17 10,16.1 10,15C10,13.89 10.89,13 12,13A2,2 0 0,1 14,15A2,2 0 0,1 12,17M18,20V10H6V20H18M18,8A2,2 0 0,1 20,10V20A2,2 0 0,1 18,22H6C4.89,22 4,21.1 4,20V10C4,8.89 4.89,8 6,8H7V6A5,5 0 0,1 12,1A5,5 0 0,1 17,6V8H18M12,3A3,3 0 0,0 9,6V8H15V6A3,3 0 0,0 12,3Z`,We=`M9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.44,13.73L14.71,14H15.5L20.5,19L19,20.5L14,15.5V14.71L13.73,14.44C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3M9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5Z`,Ge=`M7,10L12,15L17,10H7Z`,Ke=`M12,2A3,3 0 0,1 15,5V11A3,3 0 0,1 12,14A3,3 0 0,1 9,11V5A3,3 0 0,1 12,2M19,11C19,14.53 16.39,17.44 13,17.93V21H11V17.93C7.61,17.44 5,14.53 5,11H7A5,5 0 0,0 12,16A5,5 0 0,0 17,11H19Z`,qe=`M19,11C19,12.19 18.66,13.3 18.1,14.28L16.87,13.05C17.14,12.43 17.3,11.74 17.3,11H19M15,11.16L9,5.18V5A3,3 0 0,1 12,2A3,3 0 0,1 15,5V11L15,11.16M4.27,3L21,19.73L19.73,21L15.54,16.81C14.77,17.27 13.91,17.58 13,17.72V21H11V17.72C7.72,17.23 5,14.41 5,11H6.7C6.7,14 9.24,16.1 12,16.1C12.81,16.1 13.6,15.91 14.31,15.58L12.65,13.92L12,14A3,3 0 0,1 9,11V10.28L3,4.27L4.27,3Z`,Je=`M17.3,11C17.3,14 14.76,16.1 12,16.1C9.24,16.1 6.7,14 6.7,11H5C5,14.41 7.72,17.23 11,17.72V21H13V17.72C16.28,17.23 19,14.41 19,11M10.8,4.9C10.8,4.24 11.34,3.7 12,3.7C12.66,3.7 13.2,4.24 13.2,4.9L13.19,11.1C13.19,11.76 12.66,12.3 12,12.3C11.34,12.3 10.8,11.76 10.8,11.1M12,14A3,3 0 0,0 15,11V5A3,3 0 0,0 12,2A3,3 0 0,0 9,5V11A3,3 0 0,0 12,14Z`,Ye=`M9,2A3,3 0 0,1 12,5V11A3,3 0 0,1 9,14A3,3 0 0,1 6,11V5A3,3 0 0,1 9,2M16,11C16,14.5 13.44,17.43 10,17.93V21H8V17.93C4.56,17.43 2,14.5 2,11H4A5,5 0 0,0 9,16A5,5 0 0,0 14,11H16M15,5H18V2H20V5H23V7H20V10H18V7H15V5Z`,Xe=`M9 2C10.66 2 12 3.34 12 5V11C12 12.66 10.66 14 9 14S6 12.66 6 11V5C6 3.34 7.34 2 9 2M16 11C16 14.53 13.39 17.44 10 17.93V21H8V17.93C4.61 17.44 2 14.53 2 11H4C4 13.76 6.24 16 9 16S14 13.76 14 11H16M20.5 14.5V16H19V14.5H20.5M18.5 9.5H17V9C17 7.34 18.34 6 20 6S23 7.34 23 9C23 9.97 22.5 10.88 21.71 11.41L21.41 11.6C20.84 12 20.5 12.61 20.5 13.3V13.5H19V13.3C19 12.11 19.6 11 20.59 10.35L20.88 10.16C21.27 9.9 21.5 9.47 21.5 9C21.5 8.17 20.83 7.5 20 7.5S18.5 8.17 18.5 9V9.5Z`,Ze=`M14.3 11C14.3 14 11.76 16.1 9 16.1S3.7 14 3.7 11H2C2 14.41 4.72 17.23 8 17.72V21H10V17.72C13.28 17.23 16 14.41 16 11M7.8 4.9C7.8 4.24 8.34 3.7 9 3.7S10.2 4.24 10.2 4.9L10.19 11.1C10.19 11.76 9.66 12.3 9 12.3S7.8 11.76 7.8 11.1M9 14C10.66 14 12 12.66 12 11V5C12 3.34 10.66 2 9 2S6 3.34 6 5V11C6 12.66 7.34 14 9 14M20.5 14.5V16H19V14.5H20.5M18.5 9.5H17V9C17 7.34 18.34 6 20 6S23 7.34 23 9C23 9.97 22.5 10.88 21.71 11.41L21.41 11.6C20.84 12 20.5 12.61 20.5 13.3V13.5H19V13.3C19 12.11 19.6 11 20.59 10.35L20.88 10.16C21.27 9.9 21.5 9.47 21.5 9C21.5 8.17 20.83 7.5 20 7.5S18.5 8.17 18.5 9V9.5Z`,Qe=`M14,19H18V5H14M6,19H10V5H6V19Z`,$e=`M22.11 21.46L2.39 1.73L1.11 3L6.25 8.14C6.1 8.41 6 8.7 6 9V14.5L9.5 18V21H14.5V18L15.31 17.2L20.84 22.73L22.11 21.46M13.09 16.59L12.67 17H11.33L10.92 16.59L8 13.67V9.89L13.89 15.78L13.09 16.59M12.2 9L10.2 7H14V3H16V7C17 7 18 8 18 9V14.5L17.85 14.65L16 12.8V9.09C16 9.06 15.95 9 15.92 9H12.2M10 6.8L8 4.8V3H10V6.8Z`,et=`M16 7V3H14V7H10V3H8V7C7 7 6 8 6 9V14.5L9.5 18V21H14.5V18L18 14.5V9C18 8 17 7 16 7M16 13.67L13.09 16.59L12.67 17H11.33L10.92 16.59L8 13.67V9.09C8 9.06 8.06 9 8.09 9H15.92C15.95 9 16 9.06 16 9.09V13.67Z`,tt=`M18.73,18C15.4,21.69 9.71,22 6,18.64C2.33,15.31 2.04,9.62 5.37,5.93C6.9,4.25 9,3.2 11.27,3C7.96,6.7 8.27,12.39 12,15.71C13.63,17.19 15.78,18 18,18C18.25,18 18.5,18 18.73,18Z`,nt=`M13.2 22V21.7C13.2 20.21 12 19 10.5 19C9 19 7.8 20.21 7.8 21.7V22H4C2.9 22 2 21.11 2 20V16.2H2.3C3.79 16.2 5 15 5 13.5S3.79 10.8 2.3 10.8H2V7C2 5.9 2.9 5 4 5H7.04C7.28 3.3 8.74 2 10.5 2S13.72 3.3 13.96 5H17C18.11 5 19 5.9 19 7V10.04C20.7 10.28 22 11.74 22 13.5C22 13.6 22 13.7 21.97 13.79C21.35 13.44 20.67 13.2 19.93 13.08C19.75 12.46 19.18 12 18.5 12H17V7H12V5.5C12 4.67 11.33 4 10.5 4S9 4.67 9 5.5V7H4V9.12C5.76 9.8 7 11.5 7 13.5S5.75 17.2 4 17.88V20H6.12C6.8 18.25 8.5 17 10.5 17C11.47 17 12.37 17.3 13.12 17.81C13.04 18.19 13 18.59 13 19C13 20.1 13.3 21.12 13.81 22H13.2M21.12 15.46L19 17.59L16.88 15.46L15.47 16.88L17.59 19L15.47 21.12L16.88 22.54L19 20.41L21.12 22.54L22.54 21.12L20.41 19L22.54 16.88L21.12 15.46Z`,rt=`M12.5,5A7.5,7.5 0 0,0 5,12.5A7.5,7.5 0 0,0 12.5,20A7.5,7.5 0 0,0 20,12.5A7.5,7.5 0 0,0 12.5,5M7,10H9A1,1 0 0,1 10,11V12C10,12.5 9.62,12.9 9.14,12.97L10.31,15H9.15L8,13V15H7M12,10H14V11H12V12H14V13H12V14H14V15H12A1,1 0 0,1 11,14V11A1,1 0 0,1 12,10M16,10H18V11H16V14H18V15H16A1,1 0 0,1 15,14V11A1,1 0 0,1 16,10M8,11V12H9V11`,it=`M17.65,6.35C16.2,4.9 14.21,4 12,4A8,8 0 0,0 4,12A8,8 0 0,0 12,20C15.73,20 18.84,17.45 19.73,14H17.65C16.83,16.33 14.61,18 12,18A6,6 0 0,1 6,12A6,6 0 0,1 12,6C13.66,6 15.14,6.69 16.22,7.78L13,11H20V4L17.65,6.35Z`,at=`M17.5 15.5C17.5 16.61 16.61 17.5 15.5 17.5S13.5 16.61 13.5 15.5 14.4 13.5 15.5 13.5 17.5 14.4 17.5 15.5M8.5 13.5C7.4 13.5 6.5 14.4 6.5 15.5S7.4 17.5 8.5 17.5 10.5 16.61 10.5 15.5 9.61 13.5 8.5 13.5M23 15V18C23 18.55 22.55 19 22 19H21V20C21 21.11 20.11 22 19 22H5C3.9 22 3 21.11 3 20V19H2C1.45 19 1 18.55 1 18V15C1 14.45 1.45 14 2 14H3C3 10.13 6.13 7 10 7H11V5.73C10.4 5.39 10 4.74 10 4C10 2.9 10.9 2 12 2S14 2.9 14 4C14 4.74 13.6 5.39 13 5.73V7H14C17.87 7 21 10.13 21 14H22C22.55 14 23 14.45 23 15M21 16H19V14C19 11.24 16.76 9 14 9H10C7.24 9 5 11.24 5 14V16H3V17H5V20H19V17H21V16Z`,ot=`M21,11C21,16.55 17.16,21.74 12,23C6.84,21.74 3,16.55 3,11V5L12,1L21,5V11M12,21C15.75,20 19,15.54 19,11.22V6.3L12,3.18L5,6.3V11.22C5,15.54 8.25,20 12,21M10,17L6,13L7.41,11.59L10,14.17L16.59,7.58L18,9`,st=`M12,1L3,5V11C3,16.55 6.84,21.74 12,23C17.16,21.74 21,16.55 21,11V5L12,1M12,7C13.4,7 14.8,8.1 14.8,9.5V11C15.4,11 16,11.6 16,12.3V15.8C16,16.4 15.4,17 14.7,17H9.2C8.6,17 8,16.4 8,15.7V12.2C8,11.6 8.6,11 9.2,11V9.5C9.2,8.1 10.6,7 12,7M12,8.2C11.2,8.2 10.5,8.7 10.5,9.5V11H13.5V9.5C13.5,8.7 12.8,8.2 12,8.2Z`,ct=`M21,11C21,16.55 17.16,21.74 12,23C6.84,21.74 3,16.55 3,11V5L12,1L21,5V11M12,21C15.75,20 19,15.54 19,11.22V6.3L12,3.18L5,6.3V11.22C5,15.54 8.25,20 12,21M14.8,11V9.5C14.8,8.1 13.4,7 12,7C10.6,7 9.2,8.1 9.2,9.5V11C8.6,11 8,11.6 8,12.2V15.7C8,16.4 8.6,17 9.2,17H14.7C15.4,17 16,16.4 16,15.8V12.3C16,11.6 15.4,11 14.8,11M13.5,11H10.5V9.5C10.5,8.7 11.2,8.2 12,8.2C12.8,8.2 13.5,8.7 13.5,9.5V11Z`,lt=`M1,4.27L3,6.27V11C3,16.55 6.84,21.74 12,23C13.87,22.54 15.57,21.56 16.97,20.24L19.23,22.5L20.5,21.22L2.28,3L1,4.27M12,21C8.25,20 5,15.54 5,11.22V8.27L15.59,18.86C14.53,19.89 13.3,20.65 12,21M21,5V11C21,13.28 20.35,15.5 19.23,17.4L17.77,15.95C18.54,14.5 19,12.84 19,11.22V6.3L12,3.18L7.16,5.34L5.65,3.82L12,1L21,5Z`,ut=`M21,3H3C1.89,3 1,3.89 1,5V17A2,2 0 0,0 3,19H8V21H16V19H21A2,2 0 0,0 23,17V5C23,3.89 22.1,3 21,3M21,17H3V5H21M16,11L9,15V7`,dt=`M5,3C3.89,3 3,3.89 3,5V19C3,20.11 3.89,21 5,21H19C20.11,21 21,20.11 21,19V5C21,3.89 20.11,3 19,3H5M5,5H19V19H5V5M7,7V9H17V7H7M7,11V13H17V11H7M7,15V17H14V15H7Z`,ft=`M14.46,15.88L15.88,14.46L18,16.59L20.12,14.46L21.54,15.88L19.41,18L21.54,20.12L20.12,21.54L18,19.41L15.88,21.54L14.46,20.12L16.59,18L14.46,15.88M5,3H19C20.11,3 21,3.89 21,5V12.8C20.39,12.45 19.72,12.2 19,12.08V5H5V19H12.08C12.2,19.72 12.45,20.39 12.8,21H5C3.89,21 3,20.11 3,19V5C3,3.89 3.89,3 5,3M7,7H17V9H7V7M7,11H17V12.08C16.15,12.22 15.37,12.54 14.68,13H7V11M7,15H12V17H7V15Z`,pt=`M12,20A7,7 0 0,1 5,13A7,7 0 0,1 12,6A7,7 0 0,1 19,13A7,7 0 0,1 12,20M19.03,7.39L20.45,5.97C20,5.46 19.55,5 19.04,4.56L17.62,6C16.07,4.74 14.12,4 12,4A9,9 0 0,0 3,13A9,9 0 0,0 12,22C17,22 21,17.97 21,13C21,10.88 20.26,8.93 19.03,7.39M11,14H13V8H11M15,1H9V3H15V1Z`,mt=`M17 6H7c-3.31 0-6 2.69-6 6s2.69 6 6 6h10c3.31 0 6-2.69 6-6s-2.69-6-6-6zm0 10H7c-2.21 0-4-1.79-4-4s1.79-4 4-4h10c2.21 0 4 1.79 4 4s-1.79 4-4 4zM7 9c-1.66 0-3 1.34-3 3s1.34 3 3 3 3-1.34 3-3-1.34-3-3-3z`,ht=`M12.5,8C9.85,8 7.45,9 5.6,10.6L2,7V16H11L7.38,12.38C8.77,11.22 10.54,10.5 12.5,10.5C16.04,10.5 19.05,12.81 20.1,16L22.47,15.22C21.08,11.03 17.15,8 12.5,8Z`,gt=`M22 12L20 13L19 14L18 13L17 16L16 13L15 21L14 13L13 15L12 13L11 17L10 13L9 22L8 13L7 19L6 13L5 14L4 13L2 12L4 11L5 10L6 11L7 5L8 11L9 2L10 11L11 7L12 11L13 9L14 11L15 3L16 11L17 8L18 11L19 10L20 11L22 12Z`,_t=`M3,12H7A5,5 0 0,1 12,7A5,5 0 0,1 17,12H21A1,1 0 0,1 22,13A1,1 0 0,1 21,14H3A1,1 0 0,1 2,13A1,1 0 0,1 3,12M15,12A3,3 0 0,0 12,9A3,3 0 0,0 9,12H15M12,2L14.39,5.42C13.65,5.15 12.84,5 12,5C11.16,5 10.35,5.15 9.61,5.42L12,2M3.34,7L7.5,6.65C6.9,7.16 6.36,7.78 5.94,8.5C5.5,9.24 5.25,10 5.11,10.79L3.34,7M20.65,7L18.88,10.79C18.74,10 18.47,9.23 18.05,8.5C17.63,7.78 17.1,7.15 16.5,6.64L20.65,7M12.71,16.3L15.82,19.41C16.21,19.8 16.21,20.43 15.82,20.82C15.43,21.21 14.8,21.21 14.41,20.82L12,18.41L9.59,20.82C9.2,21.21 8.57,21.21 8.18,20.82C7.79,20.43 7.79,19.8 8.18,19.41L11.29,16.3C11.5,16.1 11.74,16 12,16C12.26,16 12.5,16.1 12.71,16.3Z`,vt=globalThis,yt=vt.ShadowRoot&&(vt.ShadyCSS===void 0||vt.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,bt=Symbol(),xt=/* @__PURE__ */ new WeakMap,St=class{constructor(e,t,n){if(this._$cssResult$=!0,n!==bt)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(yt&&e===void 0){let n=t!==void 0&&t.length===1;n&&(e=xt.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),n&&xt.set(t,e))}return e}toString(){return this.cssText}},Ct=e=>new St(typeof e==`string`?e:e+``,void 0,bt),g=(e,...t)=>new St(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,bt),wt=(e,t)=>{if(yt)e.adoptedStyleSheets=t.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let n of t){let t=document.createElement(`style`),r=vt.litNonce;r!==void 0&&t.setAttribute(`nonce`,r),t.textContent=n.cssText,e.appendChild(t)}},Tt=yt?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return Ct(t)})(e):e,{is:Et,defineProperty:Dt,getOwnPropertyDescriptor:Ot,getOwnPropertyNames:kt,getOwnPropertySymbols:At,getPrototypeOf:jt}=Object,Mt=globalThis,Nt=Mt.trustedTypes,Pt=Nt?Nt.emptyScript:``,Ft=Mt.reactiveElementPolyfillSupport,_=(e,t)=>e,It={toAttribute(e,t){switch(t){case Boolean:e=e?Pt:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},Lt=(e,t)=>!Et(e,t),Rt={attribute:!0,type:String,converter:It,reflect:!1,useDefault:!1,hasChanged:Lt};Symbol.metadata??=Symbol(`metadata`),Mt.litPropertyMetadata??=/* @__PURE__ */ new WeakMap;var v=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=Rt){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&Dt(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=Ot(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??Rt}static _$Ei(){if(this.hasOwnProperty(_(`elementProperties`)))return;let e=jt(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(_(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(_(`properties`))){let e=this.properties,t=[...kt(e),...At(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=/* @__PURE__ */ new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(Tt(e))}else e!==void 0&&t.push(Tt(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=/* @__PURE__ */ new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=/* @__PURE__ */ new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=/* @__PURE__ */ new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return wt(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?It:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?It:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??Lt)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=/* @__PURE__ */ new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=/* @__PURE__ */ new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=/* @__PURE__ */ new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};v.elementStyles=[],v.shadowRootOptions={mode:`open`},v[_(`elementProperties`)]=/* @__PURE__ */ new Map,v[_(`finalized`)]=/* @__PURE__ */ new Map,Ft?.({ReactiveElement:v}),(Mt.reactiveElementVersions??=[]).push(`2.1.2`);var zt=globalThis,Bt=e=>e,Vt=zt.trustedTypes,Ht=Vt?Vt.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,Ut=`$lit$`,y=`lit$${Math.random().toFixed(9).slice(2)}$`,Wt=`?`+y,Gt=`<${Wt}>`,b=document,Kt=()=>b.createComment(``),qt=e=>e===null||typeof e!=`object`&&typeof e!=`function`,Jt=Array.isArray,Yt=e=>Jt(e)||typeof e?.[Symbol.iterator]==`function`,Xt=`[ 	
\f\r]`,Zt=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Qt=/-->/g,$t=/>/g,x=RegExp(`>|${Xt}(?:([^\\s"'>=/]+)(${Xt}*=${Xt}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),en=/'/g,tn=/"/g,nn=/^(?:script|style|textarea|title)$/i,rn=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),S=rn(1),C=rn(2),w=Symbol.for(`lit-noChange`),T=Symbol.for(`lit-nothing`),an=/* @__PURE__ */ new WeakMap,E=b.createTreeWalker(b,129);function on(e,t){if(!Jt(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return Ht===void 0?t:Ht.createHTML(t)}var sn=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=Zt;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===Zt?c[1]===`!--`?o=Qt:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=x):(nn.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=x):o=$t:o===x?c[0]===`>`?(o=i??Zt,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?x:c[3]===`"`?tn:en):o===tn||o===en?o=x:o===Qt||o===$t?o=Zt:(o=x,i=void 0);let d=o===x&&e[t+1].startsWith(`/>`)?` `:``;a+=o===Zt?n+Gt:l>=0?(r.push(s),n.slice(0,l)+Ut+n.slice(l)+y+d):n+y+(l===-2?t:d)}return[on(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},cn=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=sn(t,n);if(this.el=e.createElement(l,r),E.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=E.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(Ut)){let t=u[o++],n=i.getAttribute(e).split(y),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?fn:r[1]===`?`?pn:r[1]===`@`?mn:dn}),i.removeAttribute(e)}else e.startsWith(y)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(nn.test(i.tagName)){let e=i.textContent.split(y),t=e.length-1;if(t>0){i.textContent=Vt?Vt.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],Kt()),E.nextNode(),c.push({type:2,index:++a});i.append(e[t],Kt())}}}else if(i.nodeType===8){if(i.data===Wt)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(y,e+1))!==-1;)c.push({type:7,index:a}),e+=y.length-1}}a++}}static createElement(e,t){let n=b.createElement(`template`);return n.innerHTML=e,n}};function D(e,t,n=e,r){if(t===w)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=qt(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=D(e,i._$AS(e,t.values),i,r)),t}var ln=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??b).importNode(t,!0);E.currentNode=r;let i=E.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new un(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new hn(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=E.nextNode(),a++)}return E.currentNode=b,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},un=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=T,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=D(this,e,t),qt(e)?e===T||e==null||e===``?(this._$AH!==T&&this._$AR(),this._$AH=T):e!==this._$AH&&e!==w&&this._(e):e._$litType$===void 0?e.nodeType===void 0?Yt(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==T&&qt(this._$AH)?this._$AA.nextSibling.data=e:this.T(b.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=cn.createElement(on(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new ln(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=an.get(e.strings);return t===void 0&&an.set(e.strings,t=new cn(e)),t}k(t){Jt(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(Kt()),this.O(Kt()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=Bt(e).nextSibling;Bt(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},dn=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=T,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(/* @__PURE__ */ new String),this.strings=n):this._$AH=T}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=D(this,e,t,0),a=!qt(e)||e!==this._$AH&&e!==w,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=D(this,r[n+o],t,o),s===w&&(s=this._$AH[o]),a||=!qt(s)||s!==this._$AH[o],s===T?e=T:e!==T&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===T?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},fn=class extends dn{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===T?void 0:e}},pn=class extends dn{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==T)}},mn=class extends dn{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=D(this,e,t,0)??T)===w)return;let n=this._$AH,r=e===T&&n!==T||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==T&&(n===T||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},hn=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){D(this,e)}},gn={M:Ut,P:y,A:Wt,C:1,L:sn,R:ln,D:Yt,V:D,I:un,H:dn,N:pn,U:mn,B:fn,F:hn},_n=zt.litHtmlPolyfillSupport;_n?.(cn,un),(zt.litHtmlVersions??=[]).push(`3.3.3`);var vn=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new un(t.insertBefore(Kt(),e),e,void 0,n??{})}return i._$AI(e),i},yn=globalThis,O=class extends v{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=vn(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return w}};O._$litElement$=!0,O.finalized=!0,yn.litElementHydrateSupport?.({LitElement:O});var bn=yn.litElementPolyfillSupport;bn?.({LitElement:O}),(yn.litElementVersions??=[]).push(`4.2.2`);var xn={attribute:!0,type:String,converter:It,reflect:!1,hasChanged:Lt},Sn=(e=xn,t,n)=>{let{kind:r,metadata:i}=n,a=globalThis.litPropertyMetadata.get(i);if(a===void 0&&globalThis.litPropertyMetadata.set(i,a=/* @__PURE__ */ new Map),r===`setter`&&((e=Object.create(e)).wrapped=!0),a.set(n.name,e),r===`accessor`){let{name:r}=n;return{set(n){let i=t.get.call(this);t.set.call(this,n),this.requestUpdate(r,i,e,!0,n)},init(t){return t!==void 0&&this.C(r,void 0,e,t),t}}}if(r===`setter`){let{name:r}=n;return function(n){let i=this[r];t.call(this,n),this.requestUpdate(r,i,e,!0,n)}}throw Error(`Unsupported decorator location: `+r)};function k(e){return(t,n)=>typeof n==`object`?Sn(e,t,n):((e,t,n)=>{let r=t.hasOwnProperty(n);return t.constructor.createProperty(n,e),r?Object.getOwnPropertyDescriptor(t,n):void 0})(e,t,n)}function A(e){return k({...e,state:!0,attribute:!1})}function j(e){return S`<svg class="i" viewBox="0 0 24 24" aria-hidden="true">${C`<path d=${e}></path>`}</svg>`}function Cn({icon:e,motion:t}){return S`<span class="ic"
    >${j(e)}${t===null?T:S`<span class="moving ${t}"></span>`}</span
  >`}function M(e,t,n,r,i,a={}){return{key:e,icon:t,shape:n,tone:r,counts:i,className:`s-${e}`,listening:!1,motion:null,...a}}var wn={listening:!0,motion:`pulse`},Tn={muted:M(`muted`,qe,`filled`,`quiet`,`muted`),paused:M(`paused`,Qe,`outlined`,`quiet`,`paused`),blocked:M(`blocked`,Ee,`tint`,`live`,`can`),armed:M(`armed`,Ke,`tint`,`live`,`can`),muting:M(`muting`,gt,`solid`,`hear`,`can`,{listening:!0,motion:`arc`}),listening:M(`listening`,gt,`solid`,`hear`,`can`,wn),streaming:M(`streaming`,ue,`solid`,`hear`,`can`,wn),recording:M(`recording`,rt,`solid`,`hear`,`can`,wn),unobserved:M(`unobserved`,Je,`dashed`,`unsure`,`may`),unknown:M(`unknown`,Xe,`dashed`,`unsure`,`may`),problem:M(`problem`,me,`square`,`bad`,`can`)},En=/* @__PURE__ */ new Set([`power_cut`,`hardware`,`firmware`,`software`]);function N(e,t=!0){if(!t)return Tn.unknown;let n=Tn[Dn(e)],{problem:r}=e;if(r===null)return n;let i=(n.counts===`muted`||n.counts===`paused`)&&r.kind!==`heard`?`can`:n.counts;return{...Tn.problem,counts:i,listening:n.listening}}function Dn({status:e,assurance:t,confirmedAt:n}){let r=n!==null&&En.has(t);return e===`muted`&&!r?`unobserved`:e??`unknown`}var On=[`can`,`may`,`paused`,`muted`];function kn(e,t){return An(e)-An(t)}function An({listening:e,key:t,counts:n}){return e?-2:t===`problem`?-1:On.indexOf(n)}var P=g`
  :host {
    --es-muted: var(--secondary-text-color);
    --es-live: var(--primary-color);
    --es-hear: var(--warning-color);
    --es-bad: var(--error-color);
    --es-ink: var(--primary-text-color);
    --es-surface: var(--ha-card-background, var(--card-background-color));
    --es-live-text: color-mix(in srgb, var(--es-live) 54%, var(--es-ink));
    --es-hear-text: color-mix(in srgb, var(--es-hear) 42%, var(--es-ink));
    --es-bad-text: color-mix(in srgb, var(--es-bad) 47%, var(--es-ink));
    --es-live-on: color-mix(in srgb, var(--es-live) 44%, var(--es-ink));
    --es-bad-on: color-mix(in srgb, var(--es-bad) 34%, var(--es-ink));
    --es-bad-mark: color-mix(in srgb, var(--es-bad) 80%, var(--es-ink));
    --es-hear-mark: color-mix(in srgb, var(--es-hear) 68%, var(--es-ink));
    --es-live-edge: color-mix(in srgb, var(--es-live) 92%, var(--es-ink));
    --es-tint: color-mix(in srgb, var(--es-ink) 6%, transparent);
    --es-on-hear: #1a1300;
    --es-on-bad: #fff;
  }
`,jn=g`
  .ic {
    width: 40px;
    height: 40px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    flex: none;
    position: relative;
    color: var(--es-muted);
  }
  svg.i {
    display: block;
    fill: currentColor;
    width: 24px;
    height: 24px;
    flex: none;
  }
  .s-muted .ic {
    background: var(--es-tint);
  }
  .s-paused .ic::before,
  .s-unknown .ic::before,
  .s-unobserved .ic::before {
    content: '';
    position: absolute;
    inset: 1px;
    border-radius: 50%;
    border: 1.5px solid color-mix(in srgb, var(--es-muted) 72%, transparent);
  }
  .s-unknown .ic::before,
  .s-unobserved .ic::before {
    border: 2px dashed color-mix(in srgb, var(--es-muted) 75%, transparent);
  }
  .s-armed,
  .s-blocked {
    --w: var(--es-live-text);
  }
  .s-armed .ic,
  .s-blocked .ic {
    background: color-mix(in srgb, var(--es-live) 18%, transparent);
    color: var(--es-live-text);
  }
  .s-listening,
  .s-recording,
  .s-streaming,
  .s-muting {
    --w: var(--es-hear-text);
  }
  .s-listening .ic,
  .s-recording .ic,
  .s-streaming .ic,
  .s-muting .ic {
    background: var(--es-hear);
    color: var(--es-on-hear);
  }
  .s-problem {
    --w: var(--es-bad-text);
  }
  .s-problem .ic {
    background: var(--es-bad);
    color: var(--es-on-bad);
    border-radius: 12px;
  }
`,Mn=g`
  :host([dim]) {
    --card-background-color: #000;
    --ha-card-background: #000;
    --ha-card-border-color: #000;
    --primary-text-color: #b48e69;
    --secondary-text-color: #9a7a5b;
    --divider-color: #1f1710;
    --primary-color: #8a6a4a;
    --warning-color: #c0701f;
    --error-color: #c04a3c;
  }
`,Nn=g`
  .busy {
    color: transparent;
    cursor: progress;
  }
  .busy::before {
    content: '';
    position: absolute;
    inset: 0;
    margin: auto;
    width: 16px;
    height: 16px;
    border-radius: 50%;
    border: 2px solid color-mix(in srgb, var(--es-ink) 25%, transparent);
    border-block-start-color: var(--es-ink);
    animation: turn 1s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .busy::before {
      animation: none;
    }
  }
`,Pn=g`
  /* What follows a ring and may come to lie over it is painted apart from all before it: the rest of the page, unless the
     ring has a clip and is the last of its row. */
  .moving {
    position: absolute;
    z-index: 1;
    inset: -11px;
    overflow: clip;
    pointer-events: none;
  }
  .pulse::before,
  .pulse::after {
    content: '';
    position: absolute;
    inset: 11px;
    border-radius: 50%;
    border: 2px solid var(--es-hear-mark);
    animation: pulse 1.8s cubic-bezier(0.2, 0.6, 0.3, 1) infinite;
  }
  .pulse::after {
    animation-delay: -0.9s;
  }
  .arc::before {
    content: '';
    position: absolute;
    inset: 7px;
    border-radius: 50%;
    border: 2px solid color-mix(in srgb, var(--es-hear-mark) 25%, transparent);
    border-block-start-color: var(--es-hear-mark);
    border-inline-end-color: var(--es-hear-mark);
    animation: spin 1s linear infinite;
  }
  :host([dim]) .pulse::before {
    animation: none;
    transform: scale(1.16);
    opacity: 0.9;
  }
  :host([dim]) .pulse::after {
    display: none;
  }
  @keyframes pulse {
    from {
      transform: scale(1);
      opacity: 0.85;
    }
    to {
      transform: scale(1.42);
      opacity: 0;
    }
  }
  @keyframes spin {
    to {
      transform: rotate(1turn);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .pulse::before {
      animation: none;
      transform: scale(1.16);
      opacity: 0.8;
    }
    .pulse::after {
      display: none;
    }
    .arc::before {
      animation: none;
    }
  }
`;function F(e,t,n,r){var i=arguments.length,a=i<3?t:r===null?r=Object.getOwnPropertyDescriptor(t,n):r,o;if(typeof Reflect==`object`&&typeof Reflect.decorate==`function`)a=Reflect.decorate(e,t,n,r);else for(var s=e.length-1;s>=0;s--)(o=e[s])&&(a=(i<3?o(a):i>3?o(t,n,a):o(t,n))||a);return i>3&&a&&Object.defineProperty(t,n,a),a}var Fn=16,In={muting:`hears`,listening:`hears`,streaming:`hears`,recording:`hears`,armed:`can`,blocked:`can`,unknown:`may`,unobserved:`may`},I=class extends O{constructor(...e){super(...e),this.areas=[],this.connection=`loading`,this.open=null,this.#n=e=>{let t=e.currentTarget.dataset.area??``;this.open=this.open===t?null:t}}static{this.styles=[P,g`
      :host {
        display: block;
        padding: 0 8px 8px;
      }
      button {
        font: inherit;
        color: inherit;
        background: none;
        border: 0;
        text-align: start;
        cursor: pointer;
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 48px;
        padding: 2px 8px;
        border-radius: 12px;
        width: 100%;
      }
      button:focus-visible {
        outline: 2px solid var(--es-ink);
        outline-offset: 2px;
      }
      .nm {
        flex: 1;
        font-weight: 500;
        overflow-wrap: anywhere;
      }
      .count {
        width: 84px;
        text-align: end;
        font-size: var(--ha-font-size-s, 12px);
        color: var(--secondary-text-color);
        white-space: nowrap;
      }
      svg {
        flex: none;
        width: 24px;
        height: 24px;
        fill: var(--secondary-text-color);
        transition: transform 180ms;
      }
      button[aria-expanded='true'] svg {
        transform: rotate(180deg);
      }
      @media (prefers-reduced-motion: reduce) {
        svg {
          transition: none;
        }
      }
      .first {
        display: grid;
        gap: 2px;
        padding-bottom: 8px;
        margin-bottom: 8px;
        border-bottom: 1px solid var(--divider-color);
      }
      .dots {
        display: flex;
        gap: 3px;
      }
      i {
        width: 10px;
        height: 10px;
        border-radius: 50%;
        box-sizing: border-box;
        position: relative;
      }
      .muted::after,
      .paused::after {
        content: '';
        position: absolute;
        inset: 3.5px 0;
        border-radius: 2px;
        background: color-mix(in srgb, var(--es-muted) 80%, transparent);
      }
      .paused::after {
        inset: 2px 0;
        background: none;
        border: 1.5px solid color-mix(in srgb, var(--es-muted) 80%, transparent);
      }
      .can {
        background: color-mix(in srgb, var(--es-live) 30%, transparent);
        border: 1.5px solid var(--es-live-edge);
      }
      .hears {
        background: var(--es-hear-mark);
      }
      .problem {
        background: var(--es-bad);
        border-radius: 2px;
      }
      .may {
        border: 1.5px dashed var(--es-muted);
      }
    `]}render(){let{telling:e,connection:t}=this;if(e===void 0)return T;let n=t===`ready`,r=this.areas.flatMap(({microphones:e})=>e).filter(e=>N(e,n).listening||N(e,n).key===`problem`);return S`${r.length===0?T:S`<div class="first">${r.map(e=>this.#t(e))}</div>`}
    ${this.areas.map(t=>this.#e(t,e,n))}`}#e({name:e,microphones:t},{text:n},r){let i=t.map(e=>N(e,r)).sort(kn),a=i.filter(({counts:e})=>e===`can`).length,o=i.filter(({counts:e})=>e===`may`).length,s=a>0?n(`home.some_can`,{count:a}):o>0?n(`home.some_may`,{count:o}):n(i.some(({counts:e})=>e===`paused`)?`home.muted_or_paused`:`badge.muted`),c=this.open===e;return S`<button aria-expanded=${c} data-area=${e} @click=${this.#n}>
        <span class="nm">${e===``?n(`home.no_area`):e}</span>
        ${i.length>Fn?T:S`<span class="dots" aria-hidden="true">
                ${i.map(({key:e})=>S`<i class=${In[e]??e}></i>`)}
              </span>`}
        <span class="count">${s}</span> ${j(be)}
      </button>
      ${c?t.map(e=>this.#t(e)):T}`}#t(e){return S`<earshot-row
      compact
      .microphone=${e}
      .telling=${this.telling}
      .connection=${this.connection}
      .pending=${this.pending?.has(e.id)===!0}
    ></earshot-row>`}#n};F([k({attribute:!1})],I.prototype,`areas`,void 0),F([k({attribute:!1})],I.prototype,`telling`,void 0),F([k({attribute:!1})],I.prototype,`pending`,void 0),F([k()],I.prototype,`connection`,void 0),F([A()],I.prototype,`open`,void 0);var Ln=36e5,Rn={24:8*Ln,168:24*Ln};function zn(e,t,n){let r=t-e*Ln,i=t+Rn[e],a=(i-r)/Math.max(1,n);return{hours:e,start:r,end:i,now:t,width:n,x:e=>(e-r)/a,at:e=>r+e*a}}function Bn({start:e,end:t,width:n}){return(t-e)/Math.max(1,n)}var Vn=9e5,Hn=560,Un=36,Wn=/* @__PURE__ */ new WeakMap;function Gn(e,t,n=e.width>=Hn){let r=[e.hours,e.start,e.width,n].join(` `),i=Wn.get(t);if(i?.key===r)return i.ticks;let a=Kn(e,t,n);return Wn.set(t,{key:r,ticks:a}),a}function Kn(e,t,n){let r=e.x(e.now),i=({x:e,label:t})=>({x:e,label:Math.abs(e-r)<Un?``:t});if(e.hours===24){let a=qn(e,t,n?3:6),o=a.map(n=>i({x:e.x(n),label:t.hour(n)}));return{lines:a.map(e.x),labels:o,now:r}}let a=Jn(e,t),o=e.start,s=[...a,e.end].map(n=>{let r=o;o=n;let a=e.x(n)-e.x(r)<Un?``:t.weekday((r+n)/2);return i({x:e.x((r+n)/2),label:a})});return{lines:a.map(e.x),labels:s,now:r}}function qn(e,t,n){return Yn(e).filter(e=>{let{hour:r,minute:i}=t.parts(e);return i===0&&r%n===0})}function Jn(e,t){return Yn(e).filter(e=>t.day(e)!==t.day(e-Vn))}function Yn({start:e,end:t}){let n=Math.ceil(e/Vn),r=Math.floor(t/Vn)-n+1;return Array.from({length:r},(e,t)=>(n+t)*Vn)}var Xn=class extends O{constructor(...e){super(...e),this.hours=24,this.width=0,this.#e=new ResizeObserver(()=>{this.width=Math.round(this.renderRoot.querySelector(`.labels`)?.clientWidth??0)}),this.#t=()=>{let e=this.hours===24?168:24;this.dispatchEvent(new CustomEvent(`earshot-hours`,{detail:e,bubbles:!0,composed:!0}))}}static{this.styles=[P,g`
      :host {
        display: grid;
        grid-template-columns: 40px 1fr;
        column-gap: 12px;
        align-items: start;
        height: 18px;
        font-size: var(--ha-font-size-s, 12px);
        line-height: 18px;
        color: var(--secondary-text-color);
        font-variant-numeric: tabular-nums;
      }
      button {
        position: relative;
        font: inherit;
        font-weight: 500;
        border: 0;
        padding: 0;
        background: none;
        cursor: pointer;
        color: var(--es-live-text);
        border-radius: 4px;
        height: 44px;
        margin: -13px -2px;
      }
      button:focus-visible {
        outline: 2px solid var(--es-ink);
        outline-offset: 2px;
      }
      .labels {
        position: relative;
        direction: ltr;
      }
      .labels span {
        position: absolute;
        transform: translateX(-50%);
        white-space: nowrap;
      }
      .now {
        color: var(--es-ink);
        font-weight: 500;
      }
    `]}#e;connectedCallback(){super.connectedCallback(),this.#e.observe(this)}disconnectedCallback(){super.disconnectedCallback(),this.#e.disconnect()}render(){let{telling:e,hours:t,width:n}=this;if(e===void 0)return T;let{text:r,clock:i,now:a}=e,o=Gn(zn(t,a,n),i),s=({x:e})=>e>=4&&e<=n-4,c=r(t===24?`timeline.24h`:`timeline.7d`);return S`<button aria-label=${`${c}: ${r(t===24?`timeline.show_7d`:`timeline.show_24h`)}`} @click=${this.#t}>${c}</button>
      <div class="labels" aria-hidden="true">
        ${n===0?T:S`${o.labels.filter(e=>e.label!==``&&s(e)).map(({x:e,label:t})=>S`<span style=${`left:${e}px`}>${t}</span>`)}
                <span class="now" style=${`left:${o.now}px`}>${r(`timeline.now`)}</span>`}
      </div>`}#t};F([k({attribute:!1})],Xn.prototype,`telling`,void 0),F([k({type:Number})],Xn.prototype,`hours`,void 0),F([A()],Xn.prototype,`width`,void 0);var Zn=[`muted`,`paused`,`blocked`,`muting`,`armed`,`listening`,`streaming`,`recording`,`unobserved`],Qn=[`none`,`response_only`,`upload_blocked`,`software`,`firmware`,`hardware`,`power_cut`],$n=[`privacy_mode`,`person`,`automation`,`rule`,`default`],er=[`person`,`device`,`unattributed`,`automation`],tr=[`mute_fails`,`clash`,`heard`,`live`,`streaming`],nr=[`no_control`,`no_right`,`privacy_mode`,`quiet_time`],rr=1,ir=2,ar=4;function or(e){let t=L(e);return{loaded:Sr(t.loaded),full:t.full===!0,home:xr(t.home)?mr(t.home):null,microphones:H(t.microphones,ur),rules:H(t.rules,hr),activations:H(t.activations,gr)}}function sr({home:e,microphones:t,rules:n}){let r=new Map(t.map(e=>[e.id,e]));return e===null?null:{home:e,microphones:r,order:[...r.keys()],rules:n}}function cr(e,t){let n=new Map(e.microphones);for(let e of t.microphones)n.has(e.id)&&n.set(e.id,e);let r=new Map(t.rules.map(e=>[e.id,e]));return{home:t.home??e.home,microphones:t.microphones.length>0?n:e.microphones,order:e.order,rules:e.rules.map(e=>r.get(e.id)??e)}}function lr(e){let t=L(e),n=B(t.start)??0,r=H(t.microphones,_r);return{start:n,end:B(t.end)??n,since:B(t.since)??n,microphones:new Map(r.map(e=>[e.id,e]))}}function ur(e){let t=L(e),n=R(t.id);return n===null?null:{id:n,name:R(t.name)??n,area:R(t.area),entities:Tr(t.entities,R),status:V(Zn,t.status),since:B(t.since),assurance:V(Qn,t.assurance)??`none`,confirmedAt:B(t.confirmed_at),decision:t.decision===`muted`?`muted`:`live`,reasons:H(t.reasons,dr),overrideUntil:B(t.override_until),upcoming:fr(t.upcoming),problem:pr(t.problem),observations:Tr(t.observations,Sr,!0),muteRefused:wr(t.mute_refused),unmuteRefused:wr(t.unmute_refused)}}function dr(e){let t=L(e),n=V($n,t.kind);if(n===null)return null;let r={kind:n},[i,a,o]=[R(t.id),R(t.name),B(t.until)],s=V(er,t.origin),c=H(t.undetermined,R);return{...r,...i===null?{}:{id:i},...a===null?{}:{name:a},...o===null?{}:{until:o},...s===null?{}:{origin:s},...t.mine===!0?{mine:!0}:{},...c.length===0?{}:{undetermined:c}}}function fr(e){let t=L(e),n=B(t.at),r=V([`live`,`muted`],t.decision);return n===null||r===null?null:{at:n,decision:r,reasons:H(t.reasons,dr)}}function pr(e){return xr(e)?{kind:V(tr,e.kind)??`mute_fails`,since:B(e.since)}:null}function mr(e){let[t,n,r]=[L(e.privacy_mode),L(e.scheduler),L(e.log)];return{canHear:Cr(e.can_hear),mayHear:Cr(e.may_hear),uncovered:Cr(e.uncovered),privacyMode:{entityId:R(t.entity_id),on:t.on===!0,refused:wr(t.refused)},scheduler:{entityId:R(n.entity_id),on:n.on===!0},morning:B(e.morning)??0,log:{kept:r.kept===!0,readable:r.readable===!0}}}function hr(e){let t=L(e),n=R(t.id);return n===null?null:{id:n,name:R(t.name)??n,effect:t.effect===`listen`?`listen`:`mute`,enabled:t.enabled===!0,active:Sr(t.active),entities:Tr(t.entities,R)}}function gr(e){let t=L(e),[n,r]=[R(t.microphone_id),B(t.start)];return n===null||r===null?null:{id:z(t.id),microphoneId:n,start:r,end:Math.max(r,B(t.end)??r),kind:t.kind===`capture`?`capture`:`activation`,misfire:t.misfire===!0,whileMuted:t.while_muted===!0}}function _r(e){let t=L(e),n=R(t.microphone_id);return n===null?null:{id:n,spans:H(t.spans,vr),marks:H(t.marks,e=>yr(n,e)).sort((e,t)=>e.start-t.start),violations:H(t.violations,vr),coming:H(t.coming,br)}}function vr(e){let[t,n,r]=Array.isArray(e)?e:[],[i,a]=[z(t),z(n)];return i===null||a===null||a<i?null:{start:i,end:a,status:V(Zn,r)}}function yr(e,t){let[n,r,i,a]=Array.isArray(t)?t:[],o=z(r);if(o===null)return null;let s=z(a)??0;return{id:z(n),microphoneId:e,start:o,end:Math.max(o,z(i)??o),kind:(s&ar)===0?`activation`:`capture`,misfire:(s&rr)!==0,whileMuted:(s&ir)!==0}}function br(e){let t=L(e),[n,r]=[B(t.start),B(t.end)],i=V([`live`,`muted`],t.decision);return n===null||r===null||i===null?null:{start:n,end:r,decision:i,reasons:H(t.reasons,dr)}}function xr(e){return typeof e==`object`&&!!e&&!Array.isArray(e)}function L(e){return xr(e)?e:{}}function R(e){return typeof e==`string`&&e!==``?e:null}function Sr(e){return typeof e==`boolean`?e:null}function z(e){return typeof e==`number`&&Number.isFinite(e)?e:null}function Cr(e){return Math.max(0,Math.trunc(z(e)??0))}function B(e){return typeof e==`string`?z(Date.parse(e)):null}function wr(e){return e==null?null:V(nr,e)??`no_right`}function V(e,t){return e.find(e=>e===t)??null}function H(e,t){return Array.isArray(e)?e.map(t).filter(e=>e!==null):[]}function Tr(e,t,n=!1){let r=Object.create(null);for(let[i,a]of Object.entries(L(e))){let e=t(a);(n||e!==null)&&(r[i]=e)}return r}function Er(e){let{code:t}=L(e);return typeof t==`string`||typeof t==`number`?String(t):``}var Dr=/* @__PURE__ */ new Set([`mute_fails`,`live`,`streaming`]),Or=/* @__PURE__ */ new Set([`muted`,`paused`,`blocked`]),kr=/* @__PURE__ */ new Set([`armed`,`listening`,`recording`,`streaming`]),Ar=class{#e;constructor({start:e,end:t,since:n,microphones:r}){this.start=e,this.end=t,this.since=n,this.#e=new Map([...r].map(([e,{spans:t,marks:n,violations:r,coming:i}])=>[e,{id:e,spans:[...t],marks:[...n],violations:[...r],coming:i}]))}get microphones(){return this.#e}turn({id:e,status:t,since:n,problem:r},i){let a=this.#t(e),o=jr(a.spans,{start:n??i,end:1/0,status:t}),s=Dr.has(r?.kind)&&!Or.has(t)?jr(a.violations,{start:r?.since??i,end:1/0,status:null}):Mr(a.violations,i);(o||s)&&this.#e.set(e,{...a})}add(e){let t=this.#t(e.microphoneId),{marks:n}=t,r=n.findLastIndex(({start:t})=>t<=e.start)+1;for(let t=r-1;n[t]?.start===e.start;--t)if(n[t]?.kind===e.kind)return;n.splice(r,0,e),this.#e.set(t.id,{...t})}close(e){for(let t of this.#e.values()){let[n,r]=[Mr(t.spans,e),Mr(t.violations,e)];(n||r)&&this.#e.set(t.id,{...t})}}foresee({microphones:e}){for(let t of this.#e.values())this.#e.set(t.id,{...t,coming:e.get(t.id)?.coming??[]})}#t(e){return this.#e.get(e)??{id:e,spans:[],marks:[],violations:[],coming:[]}}};function jr(e,t){let n=e.at(-1);if(n?.status===t.status&&t.start<=n.end)return e[e.length-1]={...n,end:1/0},n.end!==1/0;let r=Math.max(t.start,n?.start??t.start);if(n!==void 0){if(t.start<r&&n.end!==1/0&&!(kr.has(n.status)&&kr.has(t.status)))return!1;e[e.length-1]={...n,end:Math.min(n.end,r)}}return e.push({...t,start:r}),!0}function Mr(e,t){let n=e.at(-1);return n?.end===1/0&&(e[e.length-1]={...n,end:Math.max(n.start,t)},!0)}var Nr=36e5,Pr=3e5,Fr=3e4,Ir={24:8*Nr,168:24*Nr},Lr=class{#e=null;#t=null;#n=!1;#r=[];#i=0;#a=0;#o=!0;constructor(e,t,n){this.hours=e,this.socket=t,this.told=n}get past(){return{timeline:this.#e,refused:this.#t}}look(e,t){this.#n||(t>=this.#a?this.#c(e,t):!this.#o&&this.#e!==null&&this.#l(this.#e,t))}turn(e,t){this.#s(n=>{for(let r of e)n.turn(r,t)})}add(e){this.#s(t=>{for(let n of e)t.add(n)})}doubt(){this.#o=!1}renew(){this.#i+=1,this.#n=!1,this.#a=0}close(e){this.renew(),this.#e?.close(e)}#s(e){this.#e!==null&&e(this.#e),this.#n&&this.#r.push(e)}async#c(e,t){await this.#u(t-this.hours*Nr,t,{answered:n=>{let r=new Ar(n);for(let n of e.microphones.values())r.turn(n,t);for(let e of this.#r)e(r);[this.#e,this.#t,this.#a]=[r,null,t+Pr]},failed:e=>{e===`unauthorized`?[this.#e,this.#t,this.#a]=[null,`no_right`,t+Pr]:(this.#t=this.#e===null?`failed`:null,this.#a=t+Fr)}})}async#l(e,t){await this.#u(t,t,{answered:t=>{e.foresee(t)},failed:()=>{this.#a=Math.min(this.#a,t+Fr)}})}async#u(e,t,{answered:n,failed:r}){this.#n=this.#o=!0,this.#r=[];let i=this.#i+=1,a;try{let r=await this.socket.sendMessagePromise({type:`earshot/timeline`,start:new Date(e).toISOString(),end:new Date(t+Ir[this.hours]+Pr).toISOString(),marks:!0});a=()=>{n(lr(r))}}catch(e){a=()=>{r(Er(e))}}i===this.#i&&(a(),this.#n=!1,this.told())}},Rr=5e3,zr=5e3,Br=6e4,Vr={timeline:null,refused:null},Hr=/* @__PURE__ */ new WeakMap;function Ur(e){let t=Hr.get(e.connection);return t===void 0&&(t=new Wr(e),Hr.set(e.connection,t)),t.take(e),t}var Wr=class{#e=`loading`;#t=null;#n;#r;#i=/* @__PURE__ */ new Set;#a=/* @__PURE__ */ new Set;#o=/* @__PURE__ */ new Map;#s=null;#c=0;#l=!1;#u=zr;#d;#f;constructor({connection:e,entities:t}){this.#n=e,this.#r=t}take({entities:e}){this.#r=e}get connection(){return this.#e===`not_set_up`&&Kr(this.#r)?`missing`:this.#e}get snapshot(){return this.#t}subscribe(e){let t=()=>{e()};return this.#i.add(t),clearTimeout(this.#f),this.#l||this.#p(),()=>{this.#i.delete(t)&&this.#i.size===0&&(this.#f=setTimeout(()=>{this.#m()},Rr))}}hear(e){let t=t=>{e(t)};return this.#a.add(t),()=>{this.#a.delete(t)}}timeline(e){let t=this.#t;if(this.#e===`ready`&&t!==null&&document.visibilityState===`visible`){let n=this.#o.get(e);n===void 0&&(n=new Lr(e,this.#n,()=>{this.#E()}),this.#o.set(e,n)),n.look(t,Date.now())}return this.#o.get(e)?.past??Vr}#p(){this.#l=!0,this.#n.addEventListener(`ready`,this.#h),this.#n.addEventListener(`disconnected`,this.#g),document.addEventListener(`visibilitychange`,this.#_),this.#n.connected?(this.#e=`loading`,this.#v()):this.#e=`lost`}#m(){this.#l=!1,this.#n.removeEventListener(`ready`,this.#h),this.#n.removeEventListener(`disconnected`,this.#g),document.removeEventListener(`visibilitychange`,this.#_),this.#y(),this.#o.clear(),this.#e=`loading`,this.#u=zr}#h=()=>{this.#u=zr,this.#T(`loading`),this.#v()};#g=()=>{this.#s=null,this.#y(),this.#T(`lost`)};#_=()=>{document.visibilityState===`visible`&&this.#E()};async#v(){this.#y();let e=this.#c;try{let t=await this.#n.subscribeMessage(t=>{e===this.#c&&this.#x(or(t))},{type:`earshot/subscribe`},{resubscribe:!1});e===this.#c?this.#s=t:Jr(t)}catch(t){e===this.#c&&this.#w(Er(t))}}#y(){this.#c+=1,clearTimeout(this.#d),this.#s!==null&&(Jr(this.#s),this.#s=null),this.#b()}#b(){for(let e of this.#o.values())e.close(Date.now())}#x(e){e.loaded===!1?(this.#b(),this.#T(`not_set_up`)):e.full?this.#S(e):this.#t!==null&&(this.#e===`ready`||this.#e===`forbidden`)&&this.#C(e,this.#t)}#S(e){let t=sr(e);if(t!==null){this.#t=t,this.#e=t.order.length===0&&t.home.mayHear>0?`forbidden`:`ready`;for(let e of this.#o.values())e.renew(),e.turn([...t.microphones.values()],Date.now());this.#E()}}#C(e,t){let n=cr(t,e);this.#t=n;let r=e.microphones.flatMap(({id:e})=>n.microphones.get(e)??[]),i=e.rules.length>0||r.some(e=>Gr(t.microphones.get(e.id),e));for(let t of this.#o.values())t.turn(r,Date.now()),t.add(e.activations),i&&t.doubt();this.#E(),e.activations.length>0&&qr(this.#a,e.activations)}#w(e){e===`unknown_command`?this.#T(`missing`):e===`unauthorized`&&this.#T(`forbidden`),this.#d=setTimeout(()=>{this.#v()},this.#u),this.#u=Math.min(this.#u*2,Br)}#T(e){this.#e!==e&&(this.#e=e,this.#E())}#E(){qr(this.#i,void 0)}};function Gr(e,t){let n=e=>JSON.stringify([e?.decision,e?.reasons,e?.overrideUntil,e?.upcoming]);return n(e)!==n(t)}function Kr(e){return Object.values(e??{}).some(e=>e?.platform===`earshot`)}function qr(e,t){for(let n of[...e])try{n(t)}catch(e){console.error(e)}}function Jr(e){Promise.resolve(e()).catch(()=>void 0)}var Yr=864e5,Xr=648e5,Zr=/* @__PURE__ */ new Map;function Qr({locale:e,config:t}){let n=e.time_zone===`server`?t.time_zone:new Intl.DateTimeFormat().resolvedOptions().timeZone,r=JSON.stringify([e.language,e.time_format,n]),i=Zr.get(r);return i===void 0&&(i=$r(ri(e.language),ii(e),n),Zr.set(r,i)),i}function $r(e,t,n){let r={hour:t?`numeric`:`2-digit`,minute:`2-digit`,hourCycle:t?`h12`:`h23`,timeZone:n},i=new Intl.DateTimeFormat(e,r),a=new Intl.DateTimeFormat(e,{weekday:`short`,timeZone:n}),o=new Intl.DateTimeFormat(e,{day:`numeric`,month:`short`,timeZone:n}),s=new Intl.DateTimeFormat(`en-CA`,{year:`numeric`,month:`2-digit`,day:`2-digit`,timeZone:n}),c=t?new Intl.DateTimeFormat(e,{hour:`numeric`,hourCycle:`h12`,timeZone:n}):i,l=new Intl.DateTimeFormat(`en-GB`,{hour:`2-digit`,minute:`2-digit`,hourCycle:`h23`,timeZone:n}),u=e=>s.format(e);return{timeZone:n,language:e,time:e=>i.format(e),hour:e=>c.format(e),parts:e=>{let[t,n]=l.format(e).split(`:`).map(Number);return{hour:t,minute:n}},weekday:e=>a.format(e),date:e=>o.format(e),day:u,moment(e,t){return u(e)===u(t)||Math.abs(e-t)<Xr?i.format(e):`${Math.abs(e-t)<6*Yr?a.format(e):o.format(e)} ${i.format(e)}`},duration:t=>ni(e,t),counter(e){let t=Math.max(0,Math.floor(e/1e3)),[n,r,i]=[Math.floor(t/3600),Math.floor(t/60)%60,t%60],a=String(i).padStart(2,`0`);return n>0?`${n}:${String(r).padStart(2,`0`)}:${a}`:`${r}:${a}`}}}var ei=/* @__PURE__ */ new Map;function ti(e,t){let n=`${e} ${t}`,r=ei.get(n)??new Intl.NumberFormat(e,{style:`unit`,unit:t,unitDisplay:`long`});return ei.set(n,r),r}function ni(e,t){let n=(t,n)=>ti(e,n).format(t),r=Math.max(0,Math.floor(t/1e3));if(r<60)return n(r,`second`);let i=Math.floor(r/60);if(i<60)return n(i,`minute`);let a=i%60,o=n(Math.floor(i/60),`hour`);return a===0?o:new Intl.ListFormat(e,{style:`long`,type:`unit`}).format([o,n(a,`minute`)])}function ri(e){try{return new Intl.Locale(e).toString()}catch{return`en`}}function ii(e){if(e.time_format===`12`||e.time_format===`24`)return e.time_format===`12`;let t=e.time_format===`system`?void 0:ri(e.language);return new Intl.DateTimeFormat(t,{hour:`numeric`}).resolvedOptions().hour12===!0}var ai=1e3,oi=60*ai;function si(e,t,n){let r=n||[...e?.microphones.values()??[]].some(e=>N(e).listening)?ai:oi;return r-t%r}var ci=1e3,li=class{#e;#t;#n;#r;#i;#a;#o;constructor(e){this.host=e,this.#i=!1,this.waiting=()=>!1,this.#l=()=>{clearTimeout(this.#r);let e=si(this.#t?.snapshot??null,Date.now(),this.waiting());this.#r=setTimeout(this.#l,e),this.host.told()}}get hass(){return this.#e}get store(){return this.#t}take(e){let t=this.#e;this.#e=e;let n=Ur(e);n!==this.#t&&(this.#c(),this.#t=n,this.#s()),t?.language!==e.language&&l(e.language).then(()=>{this.host.told()}),(t?.language!==e.language||t.locale!==e.locale)&&this.host.told()}connect(){this.#i=!0,this.#s()}disconnect(){this.#i=!1,this.#c()}telling(){let e=this.#e;if(e===void 0)return;let t=c(e.language),n=Math.floor(Date.now()/ci)*ci,r=this.#a;return(r?.now!==n||r.text!==t.text||this.#o!==e.locale)&&(this.#a={...t,clock:Qr(e),now:n},this.#o=e.locale),this.#a}get direction(){return c(this.#e?.language??`en`).direction}#s(){this.#i&&this.#t!==void 0&&this.#n===void 0&&(this.#n=this.#t.subscribe(this.#l),this.#l())}#c(){this.#n?.(),this.#n=void 0,clearTimeout(this.#r)}#l};function ui(e,t,n){e.dispatchEvent(new CustomEvent(t,{detail:n,bubbles:!0,composed:!0}))}function di(e){history.pushState(null,``,e),window.dispatchEvent(new CustomEvent(`location-changed`,{detail:{replace:!1}}))}var fi=24,pi=3,mi={listening:{icon:h,shape:`solid`,tone:`hear`},problem:{icon:Tn.problem.icon,shape:`square`,tone:`bad`},can:{icon:h,shape:`tint`,tone:`live`},may:{icon:h,shape:`dashed`,tone:`unsure`},paused:{icon:Qe,shape:`outlined`,tone:`quiet`},muted:{icon:je,shape:`filled`,tone:`quiet`}};function hi(e){let t=Oi(e),{can:n,may:r}=Di(e);return t.some(e=>e.listening)?`listening`:t.some(e=>e.key===`problem`)?`problem`:n>0?`can`:r>0||t.length===0?`may`:t.some(e=>e.counts===`paused`)?`paused`:`muted`}var gi=/* @__PURE__ */ new WeakMap;function _i(e,t,n){let r=gi.get(e);if(r?.connection===t&&r.text===n)return r.made;let i=vi(e,t,n);return gi.set(e,{connection:t,text:n,made:i}),i}function vi(e,t,n){if(t!==`ready`){let e=t===`loading`?[]:[{text:n(`connection.${t}_detail`),tone:`plain`}];return{level:`may`,glyph:{...mi.may,icon:He},text:n(`connection.${t}`),sublines:e}}let{home:r}=e,i=hi(e),a=ji(e),o=Di(e),s=ki(a,`may`),c=Si(a,n),l=[],u=(e,t=`plain`)=>l.push({text:e,tone:t});r.privacyMode.on&&u(n(`home.privacy_on`)),xi(a,n,u);let d;return o.can>0||o.may>0?(c!==null&&u(c,`bad`),d=Ci(o,a.length,n),o.can>0?Ti(s,o.may,n,u):s.length===o.may&&s.length<=pi&&u(s.map(({name:e})=>e).join(`, `))):(d=c??wi(i,n),Ei(ki(a,`paused`),n,u)),r.uncovered>0&&u(n(`home.uncovered`,{count:r.uncovered})),{level:i,glyph:mi[i],text:d,sublines:l}}function yi(e,t,n){if(e===null||t!==`ready`){let e=n(`badge.microphones`),r=n(t===`ready`?`connection.loading`:`connection.${t}`);return{level:`may`,icon:He,tone:`unsure`,label:e,value:r,aria:`${e}: ${r}`}}let r=hi(e),i=n(r===`listening`?`badge.listening`:`badge.microphones`),a=bi(r,e,n),{icon:o,tone:s}=mi[r];return{level:r,icon:o,tone:s,label:i,value:a,aria:`${i}: ${a}`}}function bi(e,t,n){let r=Di(t);switch(e){case`listening`:{let e=Ai(ji(t)).map(({name:e})=>e);return e.length===1?e.join(``):n(`badge.many_listening`,{count:e.length})}case`problem`:return n(`status.problem`);case`can`:return n(`badge.can_hear`,{count:r.can});case`may`:return r.may===0?n(`connection.empty`):n(`badge.may_hear`,{count:r.may});case`paused`:return n(`home.muted_or_paused`);case`muted`:return n(`badge.muted`)}}function xi(e,t,n){let r=Ai(e),[i]=r;i!==void 0&&(r.length>1?n(t(`home.are_listening`,{count:r.length}),`hear`):n(t(`home.is_${i.status===`streaming`||i.status===`recording`?i.status:`listening`}`,{name:i.name}),`hear`))}function Si(e,t){let n=e.filter(({problem:e})=>e!==null),[r,i]=n;return r===void 0?null:i===void 0?t(`home.problem`,{name:r.name}):t(`home.problems`,{count:n.length})}function Ci({can:e,may:t},n,r){return e===0?r(`home.may_hear`,{count:t}):n>fi?r(`home.can_hear_of`,{count:e,all:n}):r(`home.can_hear`,{count:e})}function wi(e,t){return t(e===`may`?`connection.empty`:e===`paused`?`home.muted_or_paused`:`home.none`)}function Ti(e,t,n,r){let[i]=e;t===1&&i!==void 0?r(n(`home.one_may`,{name:i.name})):t>0&&r(n(`home.some_may`,{count:t}))}function Ei(e,t,n){let[r,i]=e;r!==void 0&&n(i===void 0?t(`home.only_paused`,{name:r.name}):t(`home.only_paused_many`,{count:e.length}))}function Di(e){let t=Oi(e),n=e=>t.filter(t=>t.counts===e).length,{canHear:r,mayHear:i}=e.home;return{can:Math.max(r,n(`can`)),may:Math.max(i,n(`may`))}}function Oi({microphones:e}){return[...e.values()].map(e=>N(e))}function ki(e,t){return e.filter(e=>N(e).counts===t)}function Ai(e){return e.filter(e=>N(e).listening)}function ji({order:e,microphones:t}){return e.flatMap(e=>t.get(e)??[])}var Mi=[`full`,`compact`,`chips`],Ni=[24,168];function Pi(e){let t=Ri(e);return{view:Bi(t,`view`,Mi),microphones:Ui(t.microphones),hours:Bi(t,`hours`,Ni),privacyMode:Vi(t,`privacy_mode`),legend:Vi(t,`legend`),dim:Hi(t,`dim`)??`never`,title:Hi(t,`title`),logPath:zi(t,`log_path`)}}function Fi(e){let t=Ri(e);return{text:Vi(t,`show_text`),path:zi(t,`navigation_path`)}}function Ii(e,t){let n=Math.max(1,t);return e===`chips`?Math.ceil(n/3):2+Math.ceil(n*(e===`compact`?52:96)/50)}function Li(e){return{columns:12,rows:`auto`,...e===`chips`?{}:{min_columns:6}}}function Ri(e){if(typeof e!=`object`||!e)throw Error(`The configuration has to be an object`);return e}function zi(e,t){let n=Hi(e,t);if(n!==null&&!/^\/(?![/\\])/.test(n))throw Error(`“${t}” has to begin with one slash`);return n}function Bi(e,t,n){let r=e[t]??n[0],i=n.find(e=>e===r||String(e)===r);if(i===void 0)throw Error(`“${t}” has to be one of: ${n.join(`, `)}`);return i}function Vi(e,t){let n=e[t]??!0;if(typeof n!=`boolean`)throw Error(`“${t}” has to be true or false`);return n}function Hi(e,t){let n=e[t]??null;if(n!==null&&typeof n!=`string`)throw Error(`“${t}” has to be a text`);return n}function Ui(e){if(e==null)return null;if(!Array.isArray(e)||!e.every(e=>typeof e==`string`))throw Error(`“microphones” has to be a list of ids`);return e.length===0?null:e}var Wi=class extends O{constructor(...e){super(...e),this.preview=!1,this.#e=new li({told:()=>{this.telling=this.#e.telling(),this.requestUpdate()}}),this.#t=()=>{let{config:e}=this;if(e?.path!==null&&e?.path!==void 0){di(e.path);return}let t=this.#e.store?.snapshot?.home.privacyMode.entityId??null;t!==null&&ui(this,`hass-more-info`,{entityId:t})}}static{this.styles=[P,g`
      :host {
        display: inline-block;
      }
      .badge {
        height: 36px;
        min-width: 36px;
        border-radius: 18px;
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: 8px;
        padding: 0 12px;
        border: 1px solid var(--ha-card-border-color, var(--divider-color));
        background: var(--es-surface);
        color: var(--primary-text-color);
        position: relative;
        box-sizing: border-box;
      }
      /* Over what it opens: its name is a sentence, not what is written in it. */
      button {
        position: absolute;
        inset: -1px;
        padding: 0;
        border: 0;
        border-radius: inherit;
        background: none;
        cursor: pointer;
      }
      button::after {
        content: '';
        position: absolute;
        inset: -4px;
      }
      button:focus-visible {
        outline: 2px solid var(--es-ink);
        outline-offset: 2px;
      }
      svg {
        fill: currentColor;
        width: 18px;
        height: 18px;
        margin-inline-start: -4px;
        color: var(--c, var(--es-muted));
      }
      .l,
      .v {
        display: block;
        font-weight: 500;
        letter-spacing: 0.1px;
        white-space: nowrap;
      }
      .l {
        font-size: 10px;
        line-height: 10px;
        color: var(--secondary-text-color);
      }
      .v {
        font-size: var(--ha-font-size-s, 12px);
        line-height: 14px;
        margin-top: 1px;
      }
      .live {
        --c: var(--es-live-text);
      }
      .hear {
        background: var(--es-hear);
        border-color: var(--es-hear);
        --c: var(--es-on-hear);
      }
      .hear,
      .hear .l {
        color: var(--es-on-hear);
      }
      .bad {
        background: color-mix(in srgb, var(--es-bad) 84%, #000);
        border-color: transparent;
        --c: var(--es-on-bad);
      }
      .bad,
      .bad .l {
        color: var(--es-on-bad);
      }
      .unsure {
        border-style: dashed;
        border-color: color-mix(in srgb, var(--es-muted) 75%, transparent);
      }
      .dot {
        padding: 0;
      }
      .dot svg {
        margin: 0;
      }
    `]}static{this.getConfigForm=ee}static{this.getStubConfig=re}#e;setConfig(e){this.config=Fi(e)}set hass(e){this.#e.take(e)}connectedCallback(){super.connectedCallback(),this.#e.connect()}disconnectedCallback(){super.disconnectedCallback(),this.#e.disconnect()}render(){let{config:e,telling:t}=this,n=this.#e.store;if(e===void 0||t===void 0||n===void 0)return T;let{icon:r,tone:i,label:a,value:o,aria:s}=yi(n.snapshot,n.connection,t.text),c=S`<svg viewBox="0 0 24 24" aria-hidden="true">${C`<path d=${r}></path>`}</svg>`;return S`<div class="badge ${i} ${e.text?``:`dot`}" dir=${this.#e.direction}>
      ${c}${e.text?S`<span aria-hidden="true"
              ><span class="l"><bdi>${a}</bdi></span
              ><span class="v"><bdi>${o}</bdi></span></span
            >`:T}
      <button aria-label=${s} @click=${this.#t}></button>
    </div>`}#t};F([A()],Wi.prototype,`config`,void 0),F([A()],Wi.prototype,`telling`,void 0),F([k({type:Boolean})],Wi.prototype,`preview`,void 0);var Gi={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Ki=e=>(...t)=>({_$litDirective$:e,values:t}),qi=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},{I:Ji}=gn,Yi=e=>e,Xi=e=>e.strings===void 0,Zi=()=>document.createComment(``),Qi=(e,t,n)=>{let r=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(n===void 0)n=new Ji(r.insertBefore(Zi(),i),r.insertBefore(Zi(),i),e,e.options);else{let t=n._$AB.nextSibling,a=n._$AM,o=a!==e;if(o){let t;n._$AQ?.(e),n._$AM=e,n._$AP!==void 0&&(t=e._$AU)!==a._$AU&&n._$AP(t)}if(t!==i||o){let e=n._$AA;for(;e!==t;){let t=Yi(e).nextSibling;Yi(r).insertBefore(e,i),e=t}}}return n},U=(e,t,n=e)=>(e._$AI(t,n),e),$i={},ea=(e,t=$i)=>e._$AH=t,ta=e=>e._$AH,na=e=>{e._$AR(),e._$AA.remove()},ra=(e,t,n)=>{let r=/* @__PURE__ */ new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},ia=Ki(class extends qi{constructor(e){if(super(e),e.type!==Gi.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let i=ta(e),{values:a,keys:o}=this.dt(t,n,r);if(!Array.isArray(i))return this.ut=o,a;let s=this.ut??=[],c=[],l,u,d=0,f=i.length-1,p=0,m=a.length-1;for(;d<=f&&p<=m;)if(i[d]===null)d++;else if(i[f]===null)f--;else if(s[d]===o[p])c[p]=U(i[d],a[p]),d++,p++;else if(s[f]===o[m])c[m]=U(i[f],a[m]),f--,m--;else if(s[d]===o[m])c[m]=U(i[d],a[m]),Qi(e,c[m+1],i[d]),d++,m--;else if(s[f]===o[p])c[p]=U(i[f],a[p]),Qi(e,i[d],i[f]),f--,p++;else if(l===void 0&&(l=ra(o,p,m),u=ra(s,d,f)),l.has(s[d])){if(l.has(s[f])){let t=u.get(o[p]),n=t===void 0?null:i[t];if(n===null){let t=Qi(e,i[d]);U(t,a[p]),c[p]=t}else c[p]=U(n,a[p]),Qi(e,i[d],n),i[t]=null;p++}else na(i[f]),f--}else na(i[d]),d++;for(;p<=m;){let t=Qi(e,c[m+1]);U(t,a[p]),c[p++]=t}for(;d<=f;){let e=i[d++];e!==null&&na(e)}return this.ut=o,ea(e,c),w}});async function aa(e,t){t.kind===`retry`?await e.callWS({type:`earshot/retry`,microphone_id:t.microphoneId}):await e.callService(t.domain,t.service,{...t.data},{entity_id:t.entityId})}async function oa(e,t){return(await e.callService(`earshot`,`test_mute`,{},{entity_id:t},!0,!0)).response}function sa(e){let{message:t,error:n}=L(e);return R(t)??R(L(n).message)??(typeof e==`string`||typeof e==`number`?String(e):Object.prototype.toString.call(e))}var ca=8,la=24;function ua(e,t){return e===`chips`?`chips`:t>la?`areas`:e===`compact`||t>ca?`compact`:`rows`}function da(e,t){return e===`compact`&&t>ca}function fa(e,t){if(t===null)return[...e];let n=new Set(t);return e.filter(({id:e,entities:t})=>n.has(e)||Object.values(t).some(e=>n.has(e)))}function pa(e,t){let n=/* @__PURE__ */ new Map;for(let t of e){let e=t.area??``;n.set(e,[...n.get(e)??[],t])}let r=new Intl.Collator(t,{numeric:!0}),i=(e,t)=>r.compare(e.name,t.name);return[...n].map(([e,t])=>({name:e,microphones:t.sort(i)})).sort((e,t)=>Number(e.name===``)-Number(t.name===``)||i(e,t))}var ma={polite:[],assertive:[]};function ha(e,t,n,r=null){if(e===null||t===null||e.microphones===t.microphones)return ma;let i=[],a=[],o=[...t.microphones.values()].filter(t=>e.microphones.get(t.id)!==t);for(let t of fa(o,r)){let r=e.microphones.get(t.id);if(r===void 0)continue;let{name:o}=t;r.problem===null&&t.problem!==null&&a.push(n(`say.problem`,{name:o}));let[s,c]=[N(r).listening,N(t).listening];s!==c&&i.push(n(c?`say.started`:`say.stopped`,{name:o}))}return{polite:i,assertive:a}}var ga=/* @__PURE__ */ new Set([`listening`,`recording`,`streaming`]);function _a(e,t,n){let{text:r,clock:i,now:a}=n,o=t===`ready`,{key:s}=N(e,o),c=r(`status.${s}`),l=s===`paused`?r(`beside.paused`):s===`muted`?r(`beside.${e.assurance}`):``,u=ga.has(s)?e.since:null,d=o?Ea(e,n):Da(e,n),f=Pa([`${c} ${l}`.trim(),...d]);u===null?s===`paused`&&(f=r(`say.paused`)):f=r(`say.${s}_for`,{duration:i.duration(a-u)});let p=u!==null||s===`paused`?Pa(d):``,{name:m}=e;return{strong:c,beside:l,countingSince:u,after:d,aria:p===``?r(`say.row_short`,{name:m,status:f}):r(`say.row`,{name:m,status:f,why:p})}}function va(e,{text:t,clock:n,now:r}){let i=ya[e.kind](e);if(i===`why.privacy_mode`||i===`why.default`)return t(i);let a=e.name??``;return e.until===void 0?t(i,{name:a}):t(`${i}_until`,{name:a,time:n.moment(e.until,r)})}var ya={privacy_mode:()=>`why.privacy_mode`,default:()=>`why.default`,rule:()=>`why.named`,automation:e=>e.name===void 0?`why.automation`:`why.named`,person:e=>e.origin===`device`?`why.device`:e.origin===`unattributed`?`why.elsewhere`:e.origin===`automation`?`why.automation`:e.mine===!0?`why.you`:`why.person`};function ba(e){let t=e=>e.kind===`privacy_mode`?1/0:e.until??1/0;return e.reduce((e,n)=>e===null||t(n)>t(e)?n:e,null)}function xa(e,t,n=`next`){let{upcoming:r}=e;if(r===null)return``;let i=t.clock.moment(r.at,t.now),a=n===`next`?`next.`:`hold.next_`;if(r.decision===`live`)return t.text(`${a}live`,{time:i});let o=r.reasons.find(e=>e.name!==void 0)?.name;return o===void 0?t.text(`${a}muted`,{time:i}):t.text(`${a}rule`,{name:o,time:i})}function Sa(e,t,n){let{text:r,clock:i,now:a}=n;if(t!==`ready`)return{title:r(`sheet.known`),lines:[Na(t,r)],foot:``,helps:[]};let{key:o}=N(e),s=xa(e,n,`hold`);if(o===`unobserved`||o===`unknown`){let t=[Ma(`note`,`note.${o}`,r),...Oa(e,n),...Aa(e,r)];return{title:r(`sheet.known`),lines:t,foot:s,helps:ja(e,r)}}if(e.decision===`live`){let t=e.overrideUntil,n=t===null?s:r(`hold.override`,{time:i.moment(t,a)}),o=[{kind:`nothing`,title:r(`hold.nothing`),detail:n},...Aa(e,r)];return{title:r(`sheet.why_live`),lines:o,foot:t===null?``:s,helps:[]}}let c=[...Oa(e,n),...Aa(e,r)];if(e.problem!==null){let t={kind:`problem`,title:r(`note.problem`),detail:Fa(Ta(e.problem,n))};return{title:r(`sheet.what_happened`),lines:[t,...c],foot:``,helps:ja(e,r)}}let l=Ca[o];if(l===void 0)return{title:r(`sheet.known`),lines:c,foot:s,helps:[]};let u=e.reasons.length>1;return{title:r(l.title),lines:c,foot:u?r(l.stays):s,helps:[]}}var Ca={muted:{title:`sheet.why_muted`,stays:`hold.stays_any`},paused:{title:`sheet.why_paused`,stays:`hold.stays_any_paused`}};function wa({assurance:e,confirmedAt:t,status:n},r,{text:i,clock:a,now:o}){let s=r===`ready`?n:null,c=Qn.indexOf(e),l=i(`assurance.of`,{rank:c}),u=i(`assurance.${e}`),d=i(s===`paused`?`assurance.detail_paused`:`assurance.detail_${e}`);return e===`upload_blocked`&&s!==`blocked`?{rank:c,label:l,title:i(`assurance.acts_upload_blocked`),detail:d}:En.has(e)?s!==`muted`&&s!==`paused`?{rank:c,label:l,title:i(`assurance.acts_${e}`),detail:d}:{rank:c,label:l,title:s===`paused`||t===null?i(`assurance.not_confirmed`,{assurance:u}):i(`assurance.confirmed`,{assurance:u,time:a.moment(t,o)}),detail:s===`muted`&&t!==null&&e!==`power_cut`?`${d} ${i(`assurance.reports`)}`:d}:{rank:c,label:l,title:u,detail:d}}function Ta({kind:e,since:t},{text:n,clock:r,now:i}){return t===null?n(`problem.${e}`):n(`problem.${e}_since`,{time:r.moment(t,i)})}function Ea(e,t){let{text:n,clock:r,now:i}=t,{key:a}=N(e),{since:o,problem:s}=e,c=ba(e.reasons),l=e.decision===`muted`&&c!==null?[va(c,t)]:[];if(s!==null)return[Ta(s,t)];if(a===`unknown`)return[o===null?n(`detail.unreachable`):n(`detail.unreachable_since`,{time:r.moment(o,i)})];if(a===`unobserved`)return[n(`detail.unobserved`)];if(l.length>0)return a===`blocked`?[n(`detail.blocked`),...l]:l;let u=e.overrideUntil===null?e.decision===`live`&&e.upcoming?.decision===`muted`?[xa(e,t)]:[]:[n(`why.override`,{time:r.moment(e.overrideUntil,i)})];return a===`blocked`?[n(`detail.blocked`),...u]:u}function Da({status:e,since:t},{text:n,clock:r,now:i}){return t===null?[]:[n(`was.${e??`unknown`}`,{time:r.moment(t,i)})]}function Oa(e,t){return e.decision===`muted`?e.reasons.map(e=>ka(e,t)):[]}function ka(e,{text:t,clock:n,now:r}){let i=ya[e.kind](e),{name:a=``}=e,o={"why.privacy_mode":t(`hold.privacy_mode`),"why.default":t(`hold.default`),"why.you":t(`hold.you`),"why.person":t(`hold.person`),"why.device":t(`hold.device`),"why.elsewhere":t(`hold.elsewhere`),"why.automation":t(`hold.automation`),"why.named":e.kind===`automation`?t(`hold.automation_named`,{name:a}):a},s={privacy_mode:`hold.privacy_mode_detail`,default:`hold.default_detail`,person:e.mine===!0?`hold.until_you_resume`:`hold.until_lifted`,automation:`hold.until_released`,rule:`hold.rule_open`},c=[e.until===void 0?t(s[e.kind]):t(`hold.until`,{time:n.moment(e.until,r)})];if(e.undetermined!==void 0&&e.undetermined.length>0){let r=new Intl.ListFormat(n.language,{type:`unit`}).format(e.undetermined);c.push(t(`hold.undetermined`,{names:r}))}return{kind:e.origin===`device`?`device`:e.kind,title:o[i],detail:c.join(` `)}}function Aa({observations:e},t){return e.do_not_disturb===!0?[Ma(`dnd`,`note.dnd`,t)]:[]}function ja({status:e,assurance:t},n){let r=t===`power_cut`?[]:[Ma(`plug`,`note.plug`,n)];return e===null?r:[...r,Ma(`button`,`note.device_button`,n)]}function Ma(e,t,n){return{kind:e,title:n(t),detail:n(`${t}_detail`)}}function Na(e,t){let n=e===`loading`?``:t(`connection.${e}_detail`);return{kind:`note`,title:t(`connection.${e}`),detail:n}}function Pa(e){return e.filter(e=>e!==``).join(` · `)}function Fa(e){return`${e.charAt(0).toUpperCase()}${e.slice(1)}.`}var Ia=6e4,La=15*Ia,Ra=60*Ia;function za(e,t=!0){let{key:n,counts:r}=N(e,t);return!t||e.muteRefused!==null||n===`muting`?null:e.decision===`muted`?n===`problem`?`retry`:null:r===`can`?`mute`:null}function Ba(e,t={}){return Ya(e,`mute`,t)}function Va({id:e}){return{kind:`retry`,microphoneId:e}}function Ha({privacyMode:e},t){let{entityId:n}=e;return n===null?null:{kind:`action`,domain:`switch`,service:t?`turn_on`:`turn_off`,data:{},entityId:n}}function Ua(e,t,n){let{text:r}=n,{key:i}=N(e),a=[];if(t.privacyMode.on&&t.privacyMode.entityId!==null&&a.push(W(`end_privacy_mode`,r(`action.end_privacy_mode`),r(`choice.whole_home`),{text:r,locked:t.privacyMode.refused,call:Ha(t,!1)})),e.muteRefused===`no_control`)return a;let o=t.privacyMode.on?`privacy_mode`:e.unmuteRefused;i===`problem`&&e.decision===`muted`&&a.push(W(`retry`,r(`action.retry_now`),r(`choice.reapply`),{text:r,locked:e.muteRefused,call:Va(e)}));let s=e.reasons.some(({kind:e})=>e===`person`);if(s||e.overrideUntil!==null){let i=s&&t.privacyMode.on?`privacy_mode`:e.muteRefused;a.push(W(`resume_schedule`,r(`choice.resume_schedule`),Wa(e,n),{text:r,locked:i,call:Ya(e,`resume_schedule`,{})}))}return e.decision===`muted`?(a.push(Ka(e,o,n)),a.push(...qa(e,n)),a):(a.push(...Ja(e,t,n)),a)}function Wa(e,{text:t,clock:n,now:r}){let i=e.reasons.find(({kind:e})=>e===`person`),a=ba(e.reasons.filter(({kind:e})=>e!==`person`));return i===void 0?t(`drops.override`):`${t(i.mine===!0?`drops.mute`:`drops.other_mute`)} ${Ga(e,a,{text:t,clock:n,now:r})}`}function Ga({status:e},t,{text:n,clock:r,now:i}){if(t===null)return n(`stays.live`);let{kind:a,name:o,until:s}=t;if(a===`privacy_mode`)return n(`stays.privacy_mode`);if(o===void 0)return n(`stays.other`);let c=e===`paused`?`stays.rule_paused`:`stays.rule`;return s===void 0?n(c,{name:o}):n(`${c}_until`,{name:o,time:r.moment(s,i)})}function Ka(e,t,{text:n,clock:r,now:i}){return W(`listen`,n(e.assurance===`power_cut`?`choice.power_listen`:`choice.listen`),n(`choice.listen_ends`,{time:r.moment(i+La,i)}),{text:n,locked:t,call:Ya(e,`unmute`,Xa(15))})}function qa(e,{text:t,clock:n,now:r}){let{reasons:i}=e;if(i.some(({kind:e,until:t})=>e===`person`&&t===void 0))return[];let a=Math.max(...i.map(({until:e})=>e??0)),o=a>r?t(`choice.past`,{time:n.moment(a,r)}):t(`choice.no_rule`),s=e.muteRefused;return[W(`mute_until_resume`,t(`choice.stay`),o,{text:t,locked:s,call:Ba(e)})]}function Ja(e,t,{text:n,clock:r,now:i}){let a=e.muteRefused,o=e=>n(`choice.until`,{time:r.moment(e,i)}),s=(t,r,i,o)=>W(t,r,i,{text:n,locked:a,group:`mute`,call:Ba(e,o)}),c={until:new Date(t.morning).toISOString()};return[s(`mute_15_minutes`,n(`choice.15_minutes`),o(i+La),Xa(15)),s(`mute_1_hour`,n(`choice.1_hour`),o(i+Ra),Xa(60)),s(`mute_until_morning`,n(`choice.morning`),r.moment(t.morning,i),c),s(`mute_until_resume`,n(`choice.resume`),n(`choice.no_rule`),{})]}function W(e,t,n,{text:r,locked:i,call:a,group:o=`main`}){return{key:e,group:o,label:t,note:i===null?n:r(`refused.${i}`),locked:i,call:a}}function Ya({entities:e},t,n){let{status:r}=e;return r===void 0?null:{kind:`action`,domain:`earshot`,service:t,data:n,entityId:r}}function Xa(e){return{duration:{minutes:e}}}var Za=1e4,Qa=class{#e=/* @__PURE__ */ new Map;begin(e,t){this.#e.set(e.id,{since:t,was:eo(e)})}end(e){this.#e.delete(e)}has(e){return this.#e.has(e)}get any(){return this.#e.size>0}settle(e,t){for(let[n,{since:r,was:i}]of this.#e){let a=e?.microphones.get(n);(a===void 0||!$a(a)&&eo(a)!==i||t-r>=Za)&&this.#e.delete(n)}}};function $a({status:e,decision:t}){return e===`muting`||t===`live`&&(e===`muted`||e===`paused`)}function eo({status:e,reasons:t,overrideUntil:n,problem:r}){return JSON.stringify([e,t,n,r])}function to(e){let t=ro(ro(e,`microphones`)[0],`steps`).map(e=>{let{step:t,ok:n,milliseconds:r}=io(e);return{what:t,ok:n===!0,milliseconds:typeof r==`number`?r:null}}),n=e=>t.some(t=>t.what===e&&!t.ok),r=t.filter(e=>e.what===`mute`&&e.ok),i=r.reduce((e,t)=>t.milliseconds===null?e:Math.max(e??0,t.milliseconds),null);return n(`mute`)?{outcome:`not_muted`,milliseconds:null}:n(`restore`)?{outcome:`not_restored`,milliseconds:i}:t.some(({what:e})=>e===`unreadable`)?{outcome:`unreadable`,milliseconds:i}:r.length>0?{outcome:`held`,milliseconds:i}:{outcome:t.some(({what:e})=>e===`already_muted`)?`stands`:`not_told`,milliseconds:i}}function no({outcome:e,milliseconds:t},{text:n,clock:r}){return e!==`held`||t===null?n(`test.${e}`):n(`test.held_after`,{time:new Intl.NumberFormat(r.language,{maximumFractionDigits:0}).format(t)})}function ro(e,t){let n=io(e)[t];return Array.isArray(n)?n:[]}function io(e){return typeof e==`object`&&e?e:{}}var ao=g`
  :host {
    display: block;
    color: var(--primary-text-color);
    font: 400 var(--ha-font-size-m, 14px) / 20px var(--ha-font-family-body, inherit);
  }
  .frame {
    container-type: inline-size;
    position: relative;
    background: var(--es-surface);
    border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--divider-color));
    border-radius: var(--ha-card-border-radius, var(--ha-border-radius-lg, 12px));
    box-shadow: var(--ha-card-box-shadow, none);
    box-sizing: border-box;
  }
  /* Out of sight nothing is laid out or painted, whatever is told; its texts stay true for whoever has them read. */
  .of-rows,
  .of-compact,
  .of-areas {
    content-visibility: auto;
    contain-intrinsic-height: auto var(--es-height);
  }
  .of-chips {
    background: none;
    border: 0;
    box-shadow: none;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .microphones {
    display: grid;
    gap: 4px;
    padding: 0 8px 4px;
  }
  .microphones:first-child {
    padding-top: 8px;
  }
  .of-compact .microphones {
    gap: 2px;
    padding-bottom: 8px;
  }
  @container (min-width: 431px) {
    .two {
      grid-template-columns: 1fr 1fr;
    }
  }
  earshot-axis {
    margin: 4px 16px 4px;
  }
  earshot-legend {
    padding: 8px 16px 14px;
  }
  @container (max-width: 559px) {
    earshot-legend {
      --es-legend-columns: repeat(3, 1fr);
    }
  }
  .said {
    position: absolute;
    contain: strict;
    width: 1px;
    height: 1px;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`,oo=50,G=class extends O{static{this.styles=[P,Mn,ao]}static{this.getConfigForm=m}static{this.getStubConfig=ne}#e;#t;#n;#r;#i;constructor(){super(),this.dim=!1,this.hours=24,this.sheet=null,this.trial=``,this.#e=new li({told:()=>{this.#a()}}),this.#t=new Qa,this.#n=null,this.#r=``,this.#i=``,this.#m=e=>{this.sheet=e.detail,this.trial=``},this.#h=e=>{this.#g(e.detail)},this.#_=e=>{let{microphoneId:t,at:n}=e.detail;queueMicrotask(()=>{let r=this.config?.logPath??null,i=this.#p(t)?.entities.status;e.defaultPrevented||(r===null?i!==void 0&&ui(this,`hass-more-info`,{entityId:i}):di(n===void 0?r:`${r}#earshot-log=${n}`))})},this.#v=()=>{this.sheet=null},this.#y=e=>{let t=this.#p(e.detail),n=t===void 0?null:za(t);t!==void 0&&n!==null&&this.#C(n===`retry`?Va(t):Ba(t),t)},this.#b=e=>{this.#C(e.detail,this.#p(this.sheet))},this.#x=e=>{let t=this.#e.store?.snapshot?.home;t!==void 0&&this.#C(Ha(t,e.detail))},this.#S=e=>{this.hours=e.detail},this.#e.waiting=()=>this.#t.any}setConfig(e){this.config=Pi(e),this.hours=this.config.hours}set hass(e){this.#e.take(e),this.dim=this.config!==void 0&&lo(this.config,e)}getCardSize(){let{config:e}=this;return Ii(e?.view??`full`,e?.microphones?.length??this.#e.store?.snapshot?.order.length??4)}getGridOptions(){return Li(this.config?.view??`full`)}connectedCallback(){super.connectedCallback(),this.#e.connect()}disconnectedCallback(){super.disconnectedCallback(),this.#e.disconnect()}#a(){let e=this.#e.store?.snapshot??null;if(this.telling=this.#e.telling(),this.#t.settle(e,Date.now()),this.telling!==void 0){let{polite:t,assertive:n}=ha(this.#n,e,this.telling.text,this.config?.microphones);this.#r=t.join(`. `)||this.#r,this.#i=n.join(`. `)||this.#i}this.#n=e,this.requestUpdate()}render(){let{config:e,telling:t}=this,n=this.#e.store;if(e===void 0||t===void 0||n===void 0)return T;let{snapshot:r,connection:i}=n;if(r===null||i!==`ready`&&i!==`lost`&&i!==`loading`){let e=i===`ready`?`loading`:i;return this.#s(`rows`,S`<earshot-notice .notice=${e} .telling=${t} .admin=${this.#o}></earshot-notice>`)}let a=fa(r.order.flatMap(e=>r.microphones.get(e)??[]),e.microphones);if(a.length===0){let{uncovered:e}=r.home;return this.#s(`rows`,S`<earshot-notice
          notice="empty"
          .telling=${t}
          .uncovered=${e}
          .admin=${this.#o}
        ></earshot-notice>`)}let o=ua(e.view,a.length);return S`${this.#s(o,this.#c(o,a,r,e,t))}
    ${this.#d(r,t)}`}get#o(){return this.#e.hass?.user?.is_admin===!0}#s(e,t){return S`<div
        class="frame of-${e}"
        style=${`--es-height:${this.getCardSize()*oo}px`}
        dir=${this.#e.direction}
        @earshot-open=${this.#m}
        @earshot-act=${this.#y}
        @earshot-privacy=${this.#x}
        @earshot-hours=${this.#S}
        @earshot-log=${this.#_}
      >
        ${t}
      </div>
      <div class="said" role="status" aria-live="polite">${this.#r}</div>
      <div class="said" role="alert">${this.#i}</div>`}#c(e,t,n,r,i){if(e===`chips`)return S`<div class="chips">${ia(t,so,e=>this.#u(e,i))}</div>`;let a=e!==`rows`,o=t.length===1&&r.title===null&&n.order.length>1?T:S`<earshot-header
            .snapshot=${n}
            .telling=${i}
            .connection=${this.#f}
            .heading=${r.title}
            .privacy=${r.privacyMode}
            .compact=${a}
          ></earshot-header>`;if(e===`areas`)return S`${o}
        <earshot-areas
          .areas=${pa(t,i.clock.language)}
          .telling=${i}
          .connection=${this.#f}
          .pending=${this.#t}
        ></earshot-areas>`;let s=a?null:this.#e.store?.timeline(this.hours)??null;return S`${o}
      <div class="microphones ${da(e,t.length)?`two`:``}">
        ${ia(t,so,r=>this.#l(r,da(e,t.length),s,n,i))}
      </div>
      ${s===null?T:S`<earshot-axis .hours=${this.hours} .telling=${i}></earshot-axis>
              ${r.legend&&!this.dim?S`<earshot-legend .telling=${i}></earshot-legend>`:T}`}`}#l(e,t,n,r,i){return S`<earshot-row
      .microphone=${e}
      .telling=${i}
      .connection=${this.#f}
      .pending=${this.#t.has(e.id)}
      .compact=${n===null}
      .brief=${t}
      ?dim=${this.dim}
      >${n===null?T:S`<earshot-strip
              .microphone=${e}
              .timeline=${n.timeline?.microphones.get(e.id)}
              .telling=${i}
              .hours=${this.hours}
              .past=${co(n,r)}
            ></earshot-strip>`}</earshot-row
    >`}#u(e,t){return S`<earshot-chip
      .microphone=${e}
      .telling=${t}
      .connection=${this.#f}
      ?dim=${this.dim}
    ></earshot-chip>`}#d(e,t){let n=this.sheet===null?void 0:e.microphones.get(this.sheet);return n===void 0?T:S`<earshot-sheet
          .microphone=${n}
          .home=${e.home}
          .telling=${t}
          .connection=${this.#f}
          .pending=${this.#t.has(n.id)}
          .trial=${this.trial}
          dir=${this.#e.direction}
          ?dim=${this.dim}
          @earshot-close=${this.#v}
          @earshot-choose=${this.#b}
          @earshot-test=${this.#h}
          @earshot-log=${this.#_}
        ></earshot-sheet>`}get#f(){return this.#e.store?.connection??`loading`}#p(e){return e===null?void 0:this.#e.store?.snapshot?.microphones.get(e)}#m;#h;async#g(e){let{hass:t}=this.#e,{telling:n}=this,r=this.#p(e)?.entities.status;if(t===void 0||n===void 0||r===void 0)return;this.trial=n.text(`test.running`);let i;try{i=no(to(await oa(t,r)),n)}catch(e){i=n.text(`test.failed`,{error:sa(e)})}this.sheet===e&&(this.trial=i)}#_;#v;#y;#b;#x;#S;#C(e,t){let{hass:n}=this.#e;e!==null&&n!==void 0&&(t!==void 0&&this.#t.begin(t,Date.now()),aa(n,e).catch(n=>{t!==void 0&&this.#t.end(t.id),e.kind===`retry`&&ui(this,`hass-notification`,{message:sa(n)}),this.#a()}),this.#a())}};F([k({type:Boolean,reflect:!0})],G.prototype,`dim`,void 0),F([A()],G.prototype,`config`,void 0),F([A()],G.prototype,`hours`,void 0),F([A()],G.prototype,`sheet`,void 0),F([A()],G.prototype,`trial`,void 0),F([A()],G.prototype,`telling`,void 0);function so({id:e}){return e}function co({refused:e},{home:t}){return e===`no_right`||!t.log.readable?t.log.kept?`forbidden`:`none`:t.log.kept?`shown`:`none`}function lo({dim:e},{states:t}){return e===`always`||e!==`never`&&t[e]?.state===`on`}var uo=class extends O{constructor(...e){super(...e),this.connection=`loading`,this.#e=()=>{let e=this.microphone?.id;this.dispatchEvent(new CustomEvent(`earshot-open`,{detail:e,bubbles:!0,composed:!0}))}}static{this.styles=[P,jn,Pn,g`
      :host {
        display: block;
        isolation: isolate;
        max-width: 100%;
      }
      .chip {
        position: relative;
        display: inline-flex;
        align-items: center;
        gap: 8px;
        height: 44px;
        max-width: 100%;
        border-radius: 22px;
        padding-block: 0;
        padding-inline: 6px 16px;
        background: var(--es-surface);
        border: 1px solid var(--ha-card-border-color, var(--divider-color));
        box-sizing: border-box;
      }
      /* Over what it opens: its name is a sentence, not what is written in it. */
      button {
        position: absolute;
        inset: -1px;
        padding: 0;
        border: 0;
        border-radius: inherit;
        background: none;
        cursor: pointer;
      }
      button:focus-visible {
        outline: 2px solid var(--es-ink);
        outline-offset: 2px;
      }
      .ic {
        width: 32px;
        height: 32px;
      }
      svg.i {
        width: 20px;
        height: 20px;
      }
      .s-problem .ic {
        border-radius: 10px;
      }
      .tx {
        min-width: 0;
      }
      .nm,
      .st {
        display: block;
        font-weight: 500;
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .nm {
        line-height: 16px;
      }
      .st {
        font-size: var(--ha-font-size-s, 12px);
        line-height: 14px;
        color: var(--w, var(--secondary-text-color));
        font-variant-numeric: tabular-nums;
      }
      :is(.s-listening, .s-streaming, .s-recording, .s-muting) {
        background: color-mix(in srgb, var(--es-hear) 16%, var(--es-surface));
        border-color: var(--es-hear-mark);
      }
      .s-problem {
        background: color-mix(in srgb, var(--es-bad) 11%, var(--es-surface));
        border-color: var(--es-bad);
      }
    `]}render(){let{microphone:e,telling:t,connection:n}=this;if(e===void 0||t===void 0)return T;let r=N(e,n===`ready`),{strong:i,countingSince:a,aria:o}=_a(e,n,t),s=a===null?``:` ${t.clock.counter(t.now-a)}`;return S`<div class="chip ${r.className}">
      ${Cn(r)}
      <span class="tx" aria-hidden="true"
        ><span class="nm"><bdi>${e.name}</bdi></span
        ><span class="st"><bdi>${i}${s}</bdi></span></span
      >
      <button aria-haspopup="dialog" aria-label=${o} @click=${this.#e}></button>
    </div>`}#e};F([k({attribute:!1})],uo.prototype,`microphone`,void 0),F([k({attribute:!1})],uo.prototype,`telling`,void 0),F([k()],uo.prototype,`connection`,void 0);var K=class extends O{constructor(...e){super(...e),this.connection=`loading`,this.heading=null,this.privacy=!0,this.compact=!1,this.#t=()=>{let e=this.snapshot?.home.privacyMode;e?.refused===null&&this.dispatchEvent(new CustomEvent(`earshot-privacy`,{detail:!e.on,bubbles:!0,composed:!0}))}}static{this.styles=[P,g`
      :host {
        display: grid;
        grid-template-columns: 48px 1fr auto;
        gap: 0 8px;
        align-items: center;
        padding: 16px 16px 12px 12px;
      }
      svg {
        display: block;
        fill: currentColor;
        width: 28px;
        height: 28px;
      }
      .ear {
        align-self: start;
        width: 48px;
        height: 48px;
        box-sizing: border-box;
        border-radius: 50%;
        display: grid;
        place-items: center;
        color: var(--es-muted);
        background: var(--es-tint);
      }
      .live {
        background: color-mix(in srgb, var(--es-live) 18%, transparent);
        color: var(--es-live-text);
      }
      .hear {
        background: var(--es-hear);
        color: var(--es-on-hear);
      }
      .bad {
        background: var(--es-bad);
        color: var(--es-on-bad);
        border-radius: 14px;
      }
      .outlined {
        background: none;
        border: 1.5px solid color-mix(in srgb, var(--es-muted) 72%, transparent);
      }
      .dashed {
        background: none;
        border: 2px dashed color-mix(in srgb, var(--es-muted) 75%, transparent);
      }
      h2 {
        margin: 0;
        font-size: var(--ha-font-size-xl, 20px);
        line-height: 24px;
        font-weight: 500;
        letter-spacing: -0.1px;
        text-wrap: balance;
      }
      .sub {
        font-size: var(--ha-font-size-m, 14px);
        line-height: 20px;
        color: var(--secondary-text-color);
        margin-top: 2px;
        overflow: hidden;
      }
      .sub > div {
        display: flex;
        flex-wrap: wrap;
        margin-inline-start: -14px;
      }
      .sub span {
        position: relative;
        padding-inline-start: 14px;
        overflow-wrap: anywhere;
      }
      .sub span::before {
        content: '·';
        position: absolute;
        inset-inline-start: 0;
        width: 14px;
        text-align: center;
        color: var(--secondary-text-color);
        font-weight: 400;
      }
      .sub .strong {
        font-weight: 500;
      }
      .sub .of-hear {
        color: var(--es-hear-text);
      }
      .sub .of-bad {
        color: var(--es-bad-text);
      }
      button {
        font: inherit;
        border: 0;
        cursor: pointer;
        position: relative;
        height: 44px;
        border-radius: 22px;
        padding: 0 18px 0 14px;
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: 8px;
        font-weight: 500;
        white-space: nowrap;
        background: var(--es-tint);
        color: var(--primary-text-color);
      }
      button svg {
        width: 20px;
        height: 20px;
      }
      button.on {
        background: var(--primary-text-color);
        color: var(--es-surface);
      }
      button[aria-disabled='true'] {
        cursor: default;
        box-shadow: inset 0 0 0 1px var(--divider-color);
        background: none;
        color: var(--secondary-text-color);
      }
      button.on[aria-disabled='true'] {
        color: var(--primary-text-color);
      }
      button:focus-visible {
        outline: 2px solid var(--es-ink);
        outline-offset: 2px;
      }
      @container (max-width: 559px) {
        :host(:not([compact])) {
          grid-template-columns: 48px 1fr;
        }
        :host(:not([compact])) button {
          grid-column: 1 / -1;
          margin: 12px 0 0 4px;
        }
      }
      :host([compact]) {
        grid-template-columns: 40px 1fr auto;
        padding: 12px 16px 8px 14px;
        column-gap: 10px;
      }
      :host([compact]) .ear {
        width: 40px;
        height: 40px;
      }
      :host([compact]) .ear svg {
        width: 24px;
        height: 24px;
      }
      :host([compact]) h2 {
        font-size: 16px;
        line-height: 20px;
      }
      :host([compact]) .sub {
        font-size: var(--ha-font-size-s, 12px);
        line-height: 16px;
        margin-top: 1px;
      }
      @container (max-width: 430px) {
        :host([compact]) button {
          width: 44px;
          padding: 0;
        }
        :host([compact]) button span {
          display: none;
        }
      }
    `]}render(){let{snapshot:e,telling:t}=this;if(e===void 0||t===void 0)return T;let{glyph:n,text:r,sublines:i}=_i(e,this.connection,t.text),a=this.heading===null?i:[{text:r,tone:`plain`},...i];return S`<span class="ear ${n.tone} ${n.shape}">
        <svg viewBox="0 0 24 24" aria-hidden="true">${C`<path d=${n.icon}></path>`}</svg>
      </span>
      <div>
        <h2><bdi>${this.heading??r}</bdi></h2>
        ${a.length===0?T:S`<div class="sub">
                <div>
                  ${a.map(e=>S`<span class=${e.tone===`plain`?``:`strong of-${e.tone}`}
                        ><bdi>${e.text}</bdi></span
                      >`)}
                </div>
              </div>`}
      </div>
      ${this.privacy&&this.connection===`ready`?this.#e(e,t):T}`}#e({home:e},{text:t}){let{entityId:n,on:r,refused:i}=e.privacyMode;if(n===null)return T;let a=t(r?`action.end_privacy_mode`:`action.privacy_mode`);return S`<button
      class=${r?`on`:``}
      aria-disabled=${i!==null}
      aria-label=${i===null?a:`${a}: ${t(`refused.${i}`)}`}
      @click=${this.#t}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        ${C`<path d=${r?st:ct}></path>`}
      </svg>
      <span>${a}</span>
    </button>`}#t};F([k({attribute:!1})],K.prototype,`snapshot`,void 0),F([k({attribute:!1})],K.prototype,`telling`,void 0),F([k()],K.prototype,`connection`,void 0),F([k()],K.prototype,`heading`,void 0),F([k({type:Boolean})],K.prototype,`privacy`,void 0),F([k({type:Boolean,reflect:!0})],K.prototype,`compact`,void 0);var fo=g`
  :host {
    display: block;
    position: relative;
    height: 20px;
    /* What changes in one strip moves nothing beside it. */
    contain: layout size style;
    direction: ltr;
    touch-action: pan-y;
  }
  :host(:focus-visible) {
    outline: none;
  }
  .strip {
    position: absolute;
    inset: 0;
    outline: none;
    border-radius: 4px;
  }
  .strip::after {
    content: '';
    position: absolute;
    inset: -10px 0 -14px;
  }
  .strip:focus-visible {
    outline: 2px solid var(--es-ink);
    outline-offset: 2px;
  }
  svg {
    display: block;
    width: 100%;
    height: 20px;
    overflow: visible;
    pointer-events: none;
  }
  .track {
    fill: color-mix(in srgb, var(--es-ink) 4%, transparent);
  }
  .grid {
    stroke: var(--divider-color);
  }
  .muted {
    fill: color-mix(in srgb, var(--es-muted) 80%, transparent);
  }
  .paused {
    fill: none;
    stroke: color-mix(in srgb, var(--es-muted) 80%, transparent);
    stroke-width: 1.5;
  }
  .may {
    fill: none;
    stroke: color-mix(in srgb, var(--es-muted) 85%, transparent);
    stroke-width: 1.5;
    stroke-dasharray: 4 3;
  }
  .can {
    fill: color-mix(in srgb, var(--es-live) 30%, transparent);
  }
  .edges {
    fill: none;
    stroke: var(--es-live-edge);
    stroke-width: 1.5;
  }
  .coming {
    fill-opacity: 0.42;
    stroke-opacity: 0.42;
  }
  .heard,
  .teeth {
    fill: var(--es-hear-mark);
  }
  .teeth {
    stroke: var(--es-surface);
    stroke-width: 2;
    paint-order: stroke;
  }
  .week .teeth {
    stroke: none;
  }
  .rings {
    fill: var(--es-surface);
    stroke: var(--es-hear-mark);
    stroke-width: 2;
  }
  .week .rings {
    stroke-width: 1.5;
  }
  .violations {
    stroke: var(--es-bad-mark);
    stroke-width: 1.5;
  }
  .hatch {
    stroke: var(--es-bad);
    stroke-width: 2.5;
  }
  .hatched {
    fill: color-mix(in srgb, var(--es-bad) 22%, var(--es-surface));
  }
  .while-muted {
    fill: var(--es-bad-mark);
    stroke: var(--es-surface);
    stroke-width: 2;
    paint-order: stroke;
  }
  .hearing {
    fill: var(--es-hear);
    stroke: var(--es-hear-mark);
    stroke-width: 1.5;
  }
  .now {
    fill: var(--es-ink);
  }
  .focus {
    fill: none;
    stroke: var(--es-ink);
    stroke-width: 2;
  }
  .tip {
    position: absolute;
    bottom: 28px;
    z-index: 1;
    transform: translateX(-50%);
    background: var(--es-ink);
    color: var(--es-surface);
    border-radius: 8px;
    padding: 6px 10px;
    font-size: var(--ha-font-size-s, 12px);
    line-height: 16px;
    width: max-content;
    max-width: 220px;
    font-variant-numeric: tabular-nums;
    pointer-events: none;
  }
  @media (forced-colors: active) {
    .muted,
    .teeth,
    .heard,
    .while-muted,
    .now,
    .hearing {
      fill: CanvasText;
    }
    .paused,
    .may,
    .edges,
    .rings,
    .violations,
    .hatch {
      stroke: CanvasText;
    }
    .can {
      fill: Highlight;
    }
  }
`,po=[[`legend.muted`,C`<rect class="muted" y="8" width="20" height="4" rx="2"></rect>`],[`legend.paused`,C`<rect class="paused" x=".75" y="7.75" width="18.5" height="4.5" rx="2"></rect>`],[`legend.can_hear`,C`<rect class="can" y="4" width="20" height="12"></rect><path class="edges" d="M0 4.75H20M0 15.25H20"></path>`],[`legend.listened`,C`<rect class="teeth" x="8" width="3" height="20"></rect>`],[`legend.misfire`,C`<circle class="rings" cx="10" cy="10" r="3"></circle>`],[`legend.failed`,C`<rect class="violations" x=".75" y=".75" width="18.5" height="18.5" rx="2" fill="url(#hatch)"></rect>`],[`legend.while_muted`,C`<path class="while-muted" d="M8 6H11V20H8ZM5.500 0h8l-4 6z"></path>`],[`legend.may_hear`,C`<rect class="may" x=".75" y="4.75" width="18.5" height="10.5" rx="2"></rect>`],[`legend.planned`,C`<g class="coming"><rect class="can" y="4" width="20" height="12"></rect><path class="edges" d="M0 4.75H20M0 15.25H20"></path></g>`]],mo=class extends O{static{this.styles=[P,fo,g`
      :host {
        height: auto;
        contain: none;
        direction: inherit;
        font-size: var(--ha-font-size-s, 12px);
        line-height: 20px;
        color: var(--secondary-text-color);
      }
      :host::after {
        content: none;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        grid-template-columns: var(--es-legend-columns, repeat(auto-fill, minmax(104px, 1fr)));
        gap: 4px 8px;
      }
      li {
        display: flex;
        align-items: center;
        gap: 6px;
      }
      svg {
        flex: none;
        width: 20px;
        overflow: visible;
      }
    `]}render(){let{telling:e}=this;return e===void 0?T:S`<ul aria-label=${e.text(`timeline.legend`)}>
      ${po.map(([t,n])=>S`<li>
            <svg viewBox="0 0 20 20" aria-hidden="true">
              <defs>
                <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                  <rect class="hatched" width="6" height="6"></rect>
                  <line class="hatch" x1="1.25" y1="0" x2="1.25" y2="6"></line>
                </pattern>
              </defs>
              ${n}
            </svg>
            ${e.text(t)}
          </li>`)}
    </ul>`}};F([k({attribute:!1})],mo.prototype,`telling`,void 0);var ho={loading:h,lost:He,missing:nt,not_set_up:h,forbidden:Ue,empty:Ye},go=/* @__PURE__ */ new Set([`loading`,`lost`,`missing`]),_o={missing:[`/config/integrations/integration/earshot`,`open`],not_set_up:[`/config/integrations/integration/earshot`,`set_up`],empty:[`/config/integrations/integration/earshot`,`add`]},q=class extends O{constructor(...e){super(...e),this.notice=`loading`,this.uncovered=0,this.admin=!1}static{this.styles=[P,g`
      :host {
        display: flex;
        gap: 8px;
        padding: 16px 16px 12px 12px;
        align-items: flex-start;
      }
      .ear {
        flex: none;
        width: 48px;
        height: 48px;
        box-sizing: border-box;
        border-radius: 50%;
        display: grid;
        place-items: center;
        color: var(--es-muted);
        background: var(--es-tint);
      }
      .unsure {
        background: none;
        border: 2px dashed color-mix(in srgb, var(--es-muted) 75%, transparent);
      }
      svg {
        fill: currentColor;
        width: 28px;
        height: 28px;
      }
      h2 {
        margin: 0;
        padding-top: 4px;
        font-size: 16px;
        line-height: 20px;
        font-weight: 500;
      }
      p {
        margin: 4px 0 12px;
        color: var(--secondary-text-color);
      }
      a {
        display: inline-flex;
        align-items: center;
        height: 44px;
        padding: 0 18px;
        border-radius: 22px;
        font-weight: 500;
        text-decoration: none;
        background: color-mix(in srgb, var(--es-live) 14%, transparent);
        color: var(--es-live-on);
      }
      a:focus-visible {
        outline: 2px solid var(--es-ink);
        outline-offset: 2px;
      }
    `]}render(){let{notice:e,telling:t}=this;if(t===void 0)return T;let{text:n}=t,r=this.admin?_o[e]:void 0,i=e===`loading`||e===`empty`&&this.uncovered===0?``:n(`connection.${e}_detail`,{count:this.uncovered});return S`<span class="ear ${go.has(e)?`unsure`:``}">
        <svg viewBox="0 0 24 24" aria-hidden="true">${C`<path d=${ho[e]}></path>`}</svg>
      </span>
      <div role="status">
        <h2>${n(`connection.${e}`)}</h2>
        ${i===``?T:S`<p>${i}</p>`}
        ${r===void 0?T:S`<a href=${r[0]}>${n(`connection.${r[1]}`)}</a>`}
      </div>`}};F([k()],q.prototype,`notice`,void 0),F([k({attribute:!1})],q.prototype,`telling`,void 0),F([k({type:Number})],q.prototype,`uncovered`,void 0),F([k({type:Boolean})],q.prototype,`admin`,void 0);var vo=g`
  :host {
    display: block;
    contain: layout style;
  }
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    padding: 0;
    text-align: start;
    cursor: pointer;
  }
  button:focus-visible {
    outline: 2px solid var(--es-ink);
    outline-offset: 2px;
  }
  .mic {
    position: relative;
    border-radius: 12px;
    padding: 8px 8px 10px;
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    column-gap: 8px;
    font-size: var(--ha-font-size-m, 14px);
    transition: background-color 180ms;
  }
  .main {
    position: relative;
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 48px;
    min-width: 0;
  }
  .tx {
    min-width: 0;
  }
  /* Over what it opens: its name is a sentence, not what is written in it. */
  .open {
    position: absolute;
    inset: 0;
  }
  .nm {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    font-weight: 500;
    line-height: 20px;
    letter-spacing: 0.1px;
    overflow-wrap: anywhere;
  }
  .st {
    display: block;
    font-size: var(--ha-font-size-s, 12px);
    line-height: 16px;
    letter-spacing: 0.2px;
    color: var(--secondary-text-color);
    margin-top: 1px;
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .st b {
    font-weight: 500;
    color: var(--w, var(--secondary-text-color));
  }
  .num {
    font-variant-numeric: tabular-nums;
  }
  .s-listening,
  .s-recording,
  .s-streaming,
  .s-muting {
    background: color-mix(in srgb, var(--es-hear) 13%, transparent);
  }
  .s-problem {
    background: color-mix(in srgb, var(--es-bad) 9%, transparent);
  }
  :is(.s-listening, .s-recording, .s-streaming, .s-muting, .s-problem) .st {
    color: color-mix(in srgb, var(--secondary-text-color) 55%, var(--es-ink));
  }
  .act {
    position: relative;
    height: 36px;
    border-radius: 18px;
    padding: 0 14px;
    font-weight: 500;
    white-space: nowrap;
    background: color-mix(in srgb, var(--es-live) 14%, transparent);
    color: var(--es-live-on);
  }
  .act::after {
    content: '';
    position: absolute;
    inset: -4px;
  }
  :is(.s-listening, .s-streaming, .s-recording) .act {
    background: var(--es-hear);
    color: var(--es-on-hear);
  }
  .s-problem .act {
    background: color-mix(in srgb, var(--es-bad) 14%, transparent);
    color: var(--es-bad-on);
  }
  :host([compact]) .mic {
    padding: 2px 8px;
    height: 100%;
    box-sizing: border-box;
  }
  :host([compact]) .ic {
    width: 36px;
    height: 36px;
  }
  :host([compact]) .s-problem .ic {
    border-radius: 11px;
  }
  :host([compact]) svg.i {
    width: 20px;
    height: 20px;
  }
  :host([dim]) .mic,
  :host([dim]) .act {
    transition: none;
  }
  :host([dim]) .s-problem .ic {
    color: #000;
  }
  :host([dim]) .s-problem .act {
    background: none;
    box-shadow: inset 0 0 0 1px var(--es-bad);
  }
  ::slotted(*) {
    grid-column: 1 / -1;
    margin-block-start: 6px;
    margin-inline-start: 52px;
  }
  @media (prefers-reduced-motion: reduce) {
    .mic {
      transition: none;
    }
  }
`,yo=500,J=class extends O{constructor(...e){super(...e),this.connection=`loading`,this.pending=!1,this.compact=!1,this.brief=!1,this.#t=!1,this.#n=()=>{this.#t||this.#s(`earshot-open`),this.#t=!1},this.#r=()=>{this.#t=!1,clearTimeout(this.#e),this.#e=setTimeout(()=>{let e=this.microphone?.entities.status;e!==void 0&&(this.#t=!0,ui(this,`hass-more-info`,{entityId:e}))},yo)},this.#i=()=>{clearTimeout(this.#e)},this.#a=e=>{e.pointerType===`touch`&&e.preventDefault()},this.#o=()=>{this.#s(`earshot-act`)}}static{this.styles=[P,jn,Pn,Nn,vo]}#e;#t;disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.#e)}render(){let{microphone:e,telling:t,connection:n}=this;if(e===void 0||t===void 0)return T;let{text:r,clock:i,now:a}=t,o=N(e,n===`ready`),s=_a(e,n,t),c=this.brief?null:za(e,n===`ready`),l=this.brief?o.key===`blocked`?[r(`detail.blocked`)]:[]:s.after,u=s.countingSince===null?T:S` <span class="num">${i.counter(a-s.countingSince)}</span>`,d=c===null?T:S`<button
            class="act ${this.pending?`busy`:``}"
            aria-busy=${this.pending}
            ?disabled=${this.pending}
            aria-label=${r(`say.${c}_button`,{name:e.name})}
            @click=${this.#o}
          >
            ${r(`action.${c}`)}
          </button>`;return S`<div class="mic ${o.className}">
      <div class="main">
        ${Cn(o)}
        <span class="tx" aria-hidden="true">
          <span class="nm"><bdi>${e.name}</bdi></span>
          <span class="st"
            ><bdi
              ><b>${s.strong}</b
              >${s.beside===``?T:` ${s.beside}`}${u}${l.map(e=>` · ${e}`)}</bdi
            ></span
          >
        </span>
        <button
          class="open"
          aria-haspopup="dialog"
          aria-label=${s.aria}
          @click=${this.#n}
          @pointerdown=${this.#r}
          @pointerup=${this.#i}
          @pointerleave=${this.#i}
          @pointercancel=${this.#i}
          @contextmenu=${this.#a}
        ></button>
      </div>
      ${d}
      <slot></slot>
    </div>`}#n;#r;#i;#a;#o;#s(e){this.dispatchEvent(new CustomEvent(e,{detail:this.microphone?.id,bubbles:!0,composed:!0}))}};F([k({attribute:!1})],J.prototype,`microphone`,void 0),F([k({attribute:!1})],J.prototype,`telling`,void 0),F([k()],J.prototype,`connection`,void 0),F([k({type:Boolean})],J.prototype,`pending`,void 0),F([k({type:Boolean,reflect:!0})],J.prototype,`compact`,void 0),F([k({type:Boolean})],J.prototype,`brief`,void 0);var bo=g`
  dialog {
    border: 0;
    padding: 0;
    color: var(--primary-text-color);
    background: none;
    font: 400 var(--ha-font-size-m, 14px) / 20px var(--ha-font-family-body, inherit);
    width: 100%;
    max-width: none;
    max-height: min(92dvh, 800px);
    margin: auto 0 0;
    overscroll-behavior: contain;
    animation: rise 220ms cubic-bezier(0.2, 0, 0, 1);
  }
  dialog::backdrop {
    background: rgba(0, 0, 0, 0.46);
  }
  .sheet {
    background: var(--es-surface);
    border-radius: 24px 24px 0 0;
    padding: 8px 16px 20px;
    padding-bottom: max(20px, env(safe-area-inset-bottom));
  }
  .grab {
    width: 32px;
    height: 4px;
    border-radius: 2px;
    background: var(--outline-hover-color, var(--divider-color));
    margin: 0 auto 8px;
  }
  @media (min-width: 600px) {
    dialog {
      width: 480px;
      margin: auto;
    }
    .sheet {
      border-radius: 24px;
      padding: 16px 24px 24px;
    }
    .grab {
      display: none;
    }
  }
  @keyframes rise {
    from {
      transform: translateY(24px);
      opacity: 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    dialog {
      animation: none;
    }
  }
  :host([dim]) dialog {
    animation: none;
  }
  header {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 56px;
    margin-inline-end: -10px;
  }
  header .ic {
    width: 48px;
    height: 48px;
  }
  header.s-problem .ic {
    border-radius: 14px;
  }
  .tx {
    min-width: 0;
    flex: 1;
  }
  h2 {
    margin: 0;
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 24px;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  h2:focus {
    outline: none;
  }
  .st {
    margin: 0;
    text-wrap: pretty;
    color: var(--secondary-text-color);
    font-variant-numeric: tabular-nums;
  }
  .st b {
    font-weight: 500;
    color: var(--w, var(--secondary-text-color));
  }
  h3 {
    font-size: var(--ha-font-size-m, 14px);
    line-height: 20px;
    font-weight: 500;
    margin: 20px 0 8px;
  }
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    padding: 0;
    text-align: start;
    cursor: pointer;
  }
  button:focus-visible {
    outline: 2px solid var(--es-ink);
    outline-offset: 2px;
  }
  .x {
    flex: none;
    width: 44px;
    height: 44px;
    display: grid;
    place-items: center;
    color: var(--secondary-text-color);
    border-radius: 50%;
  }
  .options {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
  }
  .first {
    margin-top: 16px;
  }
  .opt {
    min-height: 60px;
    border-radius: 16px;
    background: var(--es-tint);
    padding: 10px 14px;
    display: flex;
    align-items: center;
    gap: 12px;
  }
  .opt svg.i {
    color: var(--es-muted);
    width: 22px;
    height: 22px;
  }
  .a {
    display: block;
    font-weight: 500;
  }
  .b {
    display: block;
    font-size: var(--ha-font-size-s, 12px);
    line-height: 16px;
    color: var(--secondary-text-color);
  }
  .wide {
    grid-column: 1 / -1;
  }
  .first-choice {
    background: color-mix(in srgb, var(--es-live) 14%, transparent);
  }
  .first-choice .a,
  .first-choice svg.i {
    color: var(--es-live-on);
  }
  .bad.opt {
    background: color-mix(in srgb, var(--es-bad) 12%, transparent);
  }
  .bad .a,
  .bad svg.i {
    color: var(--es-bad-on);
  }
  .off {
    background: none;
    box-shadow: inset 0 0 0 1px var(--divider-color);
    cursor: default;
  }
  .off .a {
    color: var(--secondary-text-color);
  }
  .why {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .why li {
    display: flex;
    gap: 12px;
    padding: 8px 0;
  }
  .why li + li {
    border-top: 1px solid var(--divider-color);
  }
  .why svg.i {
    color: var(--es-muted);
    width: 22px;
    height: 22px;
    margin: 1px 1px 0;
  }
  .why .bad svg.i {
    color: var(--es-bad-text);
  }
  .why .b {
    font-size: var(--ha-font-size-m, 14px);
    line-height: 20px;
  }
  .why div {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .foot {
    margin: 4px 0 0;
    color: var(--secondary-text-color);
  }
  .meter {
    display: flex;
    gap: 3px;
    margin: 4px 0 6px;
  }
  .meter i {
    width: 14px;
    height: 5px;
    border-radius: 2.5px;
    background: color-mix(in srgb, var(--es-ink) 14%, transparent);
  }
  .meter .m {
    background: var(--es-muted);
  }
  .more {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
    margin: 12px 0 -6px -8px;
  }
  .more button {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    padding: 0 8px;
    border-radius: 22px;
    font-weight: 500;
    color: var(--es-live-on);
  }
  .more svg.i {
    width: 20px;
    height: 20px;
  }
  .trial:not(:empty) {
    margin-top: 8px;
  }
`,xo={retry:it,end_privacy_mode:ct,resume_schedule:_e,listen:Ke,mute_15_minutes:pt,mute_1_hour:Ce,mute_until_morning:_t,mute_until_resume:qe},So={privacy_mode:ct,person:fe,automation:at,rule:_e,default:Be,device:Fe,problem:he,nothing:Ve,note:Re,dnd:ge,plug:et,button:Fe},Co={power_cut:$e,hardware:mt,firmware:xe,software:Qe,upload_blocked:Ee,response_only:ge,none:lt},Y=class extends O{constructor(...e){super(...e),this.connection=`loading`,this.pending=!1,this.trial=``,this.#s=()=>{this.dispatchEvent(new CustomEvent(`earshot-test`,{detail:this.microphone?.id,bubbles:!0,composed:!0}))},this.#c=()=>{let e={microphoneId:this.microphone?.id};this.#l(),this.dispatchEvent(new CustomEvent(`earshot-log`,{detail:e,bubbles:!0,composed:!0,cancelable:!0}))},this.#l=()=>{this.renderRoot.querySelector(`dialog`)?.close()},this.#u=e=>{e.target===e.currentTarget&&this.#l()},this.#d=()=>{this.dispatchEvent(new CustomEvent(`earshot-close`,{bubbles:!0,composed:!0}))}}static{this.styles=[P,Mn,jn,Pn,Nn,bo]}firstUpdated(){this.renderRoot.querySelector(`dialog`)?.showModal(),this.renderRoot.querySelector(`h2`)?.focus()}render(){let{microphone:e,home:t,telling:n,connection:r}=this;if(e===void 0||t===void 0||n===void 0)return T;let i=N(e,r===`ready`),a=_a(e,r,n),o=a.countingSince===null?``:` ${n.clock.counter(n.now-a.countingSince)}`;return S`<dialog aria-labelledby="name" @close=${this.#d} @pointerdown=${this.#u}>
      <div class="sheet">
        <div class="grab" aria-hidden="true"></div>
        <header class=${i.className}>
          ${Cn(i)}
          <div class="tx">
            <h2 id="name" tabindex="-1"><bdi>${e.name}</bdi></h2>
            <p class="st"><b>${a.strong}</b> ${a.beside}${o}${a.after.map(e=>` · ${e}`)}</p>
          </div>
          <button class="x" aria-label=${n.text(`action.close`)} @click=${this.#l}>${j(we)}</button>
        </header>
        ${r===`ready`?this.#e(Ua(e,t,n),n):T}
        ${this.#n(e,n)} ${this.#a(e,t,n)}
      </div>
    </dialog>`}#e(e,{text:t}){let[n,r]=[e.filter(({group:e})=>e===`main`),e.filter(({group:e})=>e===`mute`)];return S`${n.length===0?T:S`<div class="options first">
            ${n.map((e,t)=>this.#t(e,t===0?`wide first-choice`:`wide`))}
          </div>`}
    ${r.length===0?T:S`<h3 id="mute-for">${t(`choice.mute_for`)}</h3>
            <div class="options" role="group" aria-labelledby="mute-for">
              ${r.map(e=>this.#t(e,``))}
            </div>`}`}#t(e,t){let n=e.locked!==null||e.call===null;return S`<button
      class="opt ${n?`off ${t===``?``:`wide`}`:e.key===`retry`?`wide bad`:t}"
      aria-disabled=${n||this.pending}
      @click=${()=>{!n&&!this.pending&&this.#o(e)}}
    >
      ${j(n?Ue:xo[e.key])}
      <span><span class="a">${e.label}</span><span class="b">${e.note}</span></span>
    </button>`}#n(e,t){let{title:n,lines:r,foot:i,helps:a}=Sa(e,this.connection,t);return S`<h3>${n}</h3>
      <ul class="why">
        ${r.map(e=>this.#r(e))} ${this.#i(e,t)}
      </ul>
      ${i===``?T:S`<p class="foot">${i}</p>`}
      ${a.length===0?T:S`<h3>${t.text(`sheet.helps`)}</h3>
              <ul class="why">
                ${a.map(e=>this.#r(e))}
              </ul>`}`}#r({kind:e,title:t,detail:n}){return S`<li class=${e===`problem`?`bad`:``}>
      ${j(So[e])}
      <div><span class="a">${t}</span>${n===``?T:S`<span class="b">${n}</span>`}</div>
    </li>`}#i(e,t){let{title:n,detail:r,rank:i,label:a}=wa(e,this.connection,t);return S`<li>
      ${j(Co[e.assurance])}
      <div>
        <span class="a">${n}</span>
        <span class="meter" role="img" aria-label=${a}>
          ${[1,2,3,4,5,6].map(e=>S`<i class=${e<=i?`m`:``}></i>`)}
        </span>
        <span class="b">${r}</span>
      </div>
    </li>`}#a({muteRefused:e},{log:t},{text:n}){return S`<div class="more">
        ${t.kept&&t.readable?S`<button @click=${this.#c}>${j(dt)}${n(`action.log`)}</button>`:T}
        ${e===null&&this.connection===`ready`?S`<button @click=${this.#s}>${j(ye)}${n(`action.test`)}</button>`:T}
      </div>
      <p class="foot trial" role="status">${this.trial}</p>`}#o({call:e}){this.dispatchEvent(new CustomEvent(`earshot-choose`,{detail:e,bubbles:!0,composed:!0}))}#s;#c;#l;#u;#d};F([k({attribute:!1})],Y.prototype,`microphone`,void 0),F([k({attribute:!1})],Y.prototype,`home`,void 0),F([k({attribute:!1})],Y.prototype,`telling`,void 0),F([k()],Y.prototype,`connection`,void 0),F([k({type:Boolean})],Y.prototype,`pending`,void 0),F([k()],Y.prototype,`trial`,void 0);var wo={24:5,168:4};function To(e,t){let n=Math.max(1,Math.round(wo[t.hours]*Bn(t))),r=[],i=[];for(let a of e){if(a.start<t.start||a.start>t.now)continue;if(a.whileMuted){i.push({x:t.x(a.start),misfires:!1,marks:[a]});continue}let e=Math.floor(a.start/n),o=r.at(-1);if(o?.number===e)o.marks.push(a),o.misfires&&=a.misfire;else{let i=Math.min(t.x((e+.5)*n),t.x(t.now)-1.5);r.push({x:Math.max(1.5,i),misfires:a.misfire,marks:[a],number:e})}}return{columns:r,whileMuted:i}}var Eo={24:3,168:2},Do={24:3,168:2.25};function Oo({past:e,coming:t,heard:n,violations:r},{columns:i,whileMuted:a},o){return{past:ko(e),coming:ko(t),pastEdges:Ao(e),comingEdges:Ao(t),heard:n.map(({from:e,to:t})=>X(e,0,t,20)).join(``),violations:r.map(({from:e,to:t})=>X(e+.75,.75,t-.75,19.25)).join(``),teeth:i.filter(({misfires:e})=>!e).map(({x:e})=>X(e-Eo[o]/2,0,e+Eo[o]/2,20)).join(``),rings:i.filter(({misfires:e})=>e).map(({x:e})=>Mo(e,Do[o])).join(``),whileMuted:a.map(No).join(``)}}function ko(e){let t=(t,n)=>e.filter(e=>e.shape===t).map(n).join(``);return{muted:t(`muted`,({from:e,to:t})=>jo(e,8,t,12)),paused:t(`paused`,({from:e,to:t})=>jo(e+.75,7.75,t-.75,12.25)),may:t(`may`,({from:e,to:t})=>X(e+.75,4.75,t-.75,15.25)),can:t(`can`,({from:e,to:t})=>X(e,4,t,16))}}function Ao(e){return e.filter(({shape:e})=>e===`can`).map(({from:e,to:t})=>`M${Z(e)} 4.75H${Z(t)}M${Z(e)} 15.25H${Z(t)}`).join(``)}function X(e,t,n,r){return`M${Z(e)} ${Z(t)}H${Z(Math.max(e,n))}V${Z(r)}H${Z(e)}Z`}function jo(e,t,n,r){let i=Math.max(e,n),a=Math.min(2,(r-t)/2,(i-e)/2),o=(e,t)=>`a${Z(a)} ${Z(a)} 0 0 1 ${Z(e)} ${Z(t)}`;return`M${Z(e+a)} ${Z(t)}H${Z(i-a)}${o(a,a)}V${Z(r-a)}${o(-a,a)}H${Z(e+a)}${o(-a,-a)}V${Z(t+a)}${o(a,-a)}Z`}function Mo(e,t){return`M${Z(e-t)} 10a${Z(t)} ${Z(t)} 0 1 1 ${Z(2*t)} 0a${Z(t)} ${Z(t)} 0 1 1 ${Z(-2*t)} 0Z`}function No({x:e}){return`${X(e-1.5,0,e+1.5,20)}M${Z(e-4)} -6h8l-4 6z`}function Z(e){return String(Math.round(e*100)/100)}var Po=1e3,Fo=1e-6;function Io(e,{start:t,end:n}){let r=[],i=e.filter(e=>e.end>t&&e.start<n),a=t;for(let e of i.sort((e,t)=>e.start-t.start))e.start-a>Po&&r.push({start:a,end:e.start,told:null}),r.push({start:e.start,end:e.end,told:e}),a=Math.max(a,e.end);return n-a>Po&&r.push({start:a,end:n,told:null}),r}function Lo({start:e,end:t},n,{x:r}){let i=Math.floor(r(n.start)+Fo),a=Math.max(i+1,Math.ceil(r(n.end)-Fo)),o=Math.min(Math.max(i,Math.floor(r(e)+Fo)),a-1);return[o,Math.min(Math.max(o+1,Math.ceil(r(t)-Fo)),a)]}function Ro(e,t,n,r,i){let a=r.at(i),[o,s]=Lo(t,t,r),c=Math.min(Math.max(o,Math.floor(i)),s-1),l=Io(e,t).filter(e=>{let[n,i]=Lo(e,t,r);return n<=c&&c<i}),u=({start:e,end:t,told:r})=>2*n(r)+ +(e<=a&&a<t);return l.reduce((e,t)=>e===null||u(t)>u(e)?t:e,null)?.told??null}var zo=[`muted`,`paused`,`may`,`can`],Bo={muted:`muted`,paused:`paused`,blocked:`can`,muting:`can`,armed:`can`,listening:`can`,streaming:`can`,recording:`can`,unobserved:`may`},Vo=/* @__PURE__ */ new Set([`listening`,`streaming`,`recording`,`muting`]),Ho=3;function Uo(e){return e===null?`may`:Bo[e]}function Wo(e,t,n){return{past:rs(e.spans,{start:n.start,end:n.now},e=>Uo(e?.status??null),n),coming:es(e,t,n),heard:e.spans.filter(Qo).flatMap(e=>ns(e,n)),violations:e.violations.flatMap(e=>ns(e,n))}}function Go(e,t,n){return{past:[],coming:es(e,t,n),heard:[],violations:[]}}function Ko(e,{assurance:t,muteRefused:n}){if(n===`no_control`||Qn.indexOf(t)<Qn.indexOf(`software`))return t===`upload_blocked`?`can`:`may`;let r=e.spans.findLast(({status:e})=>e===`muted`||e===`paused`||e===`blocked`);return r===void 0?t===`power_cut`?`muted`:`paused`:Uo(r.status)}function qo({spans:e},t,n){return Ro(e,{start:t.start,end:t.now},e=>zo.indexOf(Uo(e?.status??null)),t,n)}function Jo({coming:e},t,n){return Ro(e,{start:t.now,end:t.end},e=>e?.decision===`muted`?0:1,t,n)}function Yo({violations:e},t){return e.filter(e=>ts(e,t))}function Xo({violations:e},t,n){return e.findLast(e=>$o(e,t,n))}function Zo({spans:e},t,n){return e.findLast(e=>Qo(e)&&$o(e,t,n))}function Qo({status:e}){return Vo.has(e)}function $o(e,t,n){return ns(e,t).some(({from:e,to:t})=>e<=n&&n<=t)}function es(e,t,n){let r=t.status===`unobserved`?`may`:`can`,i=Ko(e,t);return rs(e.coming,{start:n.now,end:n.end},e=>e?.decision===`muted`?i:r,n)}function ts({start:e,end:t},n){return t>=n.start&&e<=n.now}function ns({start:e,end:t},n){if(!ts({start:e,end:t},n))return[];let r=Math.max(n.x(Math.min(t,n.now)),Ho);return[{from:Math.max(0,Math.min(n.x(e),r-Ho)),to:r}]}function rs(e,t,n,r){let[i,a]=Lo(t,t,r),o=Array(a-i).fill(n(null)),s=Io(e,t).map(e=>({...e,level:zo.indexOf(n(e.told))}));for(let e of s.sort((e,t)=>e.level-t.level)){let[a,s]=Lo(e,t,r);o.fill(n(e.told),a-i,s-i)}return is(o,i,r.x(t.start),r.x(t.end))}function is(e,t,n,r){let i=[];return e.forEach((a,o)=>{let s=o===0?n:t+o,c=o===e.length-1?r:t+o+1,l=i.at(-1);l?.shape===a?i[i.length-1]={...l,to:c}:i.push({shape:a,from:s,to:c})}),i}var as=22,os={muted:`legend.muted`,paused:`legend.paused`,may:`legend.may_hear`,can:`legend.can_hear`};function ss({columns:e,whileMuted:t}){return[...e,...t].sort(gs)}function cs(e,t,n){let r=Yo(t,n).flatMap(e=>ns(e,n).map(({from:t,to:n})=>({x:(t+n)/2,of:e})));return[...e.map(e=>({x:e.x,of:e})),...r].sort(gs)}function ls({x:e,of:t},n,r){return`marks`in t?ds(t,r):{x:e,at:Math.max(t.start,n.start),words:hs(t,n,r)}}function us(e,t){let n=null;for(let r of e){let e=Math.abs(r.x-t);e<=as&&(n===null||e<=Math.abs(n.x-t))&&(n=r)}return n}function ds({x:e,marks:t},{text:n,clock:r,now:i}){let[a]=t,[o,s]=[r.moment(a.start,i),r.time(Math.max(...t.map(({start:e})=>e)))],c=r.time(a.start)===s?o:`${o}–${s}`,l=t.filter(({misfire:e})=>e).length,u=[c];return t.length>1?(u.push(n(`timeline.sum_activations`,{count:t.length})),l>0&&u.push(n(`timeline.sum_misfires`,{count:l}))):a.whileMuted?u.push(n(`legend.while_muted`)):u.push(n(l>0?`legend.misfire`:a.kind===`capture`?`legend.capture`:`legend.listened`)),{x:e,at:a.start,words:u.join(` · `)}}function fs(e,t,n,r){let i=t.at(n);return i>t.now?ps(e,t,{x:n,at:i},r):ms(e,t,{x:n,at:i},r)}function ps(e,t,n,r){let i=Jo(e,t,n.x);if(i===null)return null;let{text:a}=r,o=i.reasons.find(e=>e.name!==void 0)?.name,s=i.decision===`live`?a(`timeline.planned_live`):o??a(`timeline.planned_muted`);return{...n,words:_s(i,t.start,t.end,s,r)}}function ms(e,t,n,r){let{text:i,clock:a,now:o}=r,s=(e,i)=>({...n,words:_s(e,t.start,t.now,i,r)}),c=Xo(e,t,n.x);if(c!==void 0)return{...n,words:hs(c,t,r)};let l=Zo(e,t,n.x);if(l!==void 0)return s(l,i(l.status===`recording`?`legend.capture`:`legend.listened`));let u=qo(e,t,n.x);return u===null?{...n,words:`${a.moment(n.at,o)} · ${i(`timeline.no_data`)}`}:s(u,i(u.status===null?`status.unknown`:os[Uo(u.status)]))}function hs(e,{start:t,now:n},r){return _s(e,t,n,r.text(`legend.failed`),r)}function gs(e,t){return e.x-t.x}function _s(e,t,n,r,{clock:i,now:a}){let[o,s]=[Math.max(e.start,t),Math.min(e.end,n)];return`${i.moment(o,a)}–${i.moment(s,a)} · ${r}`}var vs=60,ys=3600;function bs(e,t){let n=Math.max(0,Math.floor(e/1e3));if(n<vs)return t(`unit.seconds`,{number:n});let[r,i]=[Math.floor(n/ys),Math.floor(n%ys/vs)];return[...r>0?[t(`unit.hours`,{number:r})]:[],...i>0?[t(`unit.minutes`,{number:i})]:[]].join(` `)}var xs=1e3,Ss=60*xs;function Cs(e,t,{text:n}){let r={muted:0,paused:0,may:0,can:0},i=0;for(let{start:n,end:a,status:o}of e.spans){let e=Math.max(0,Math.min(a,t.now)-Math.max(n,t.start));r[Uo(o)]+=e,i+=e}r.may+=Math.max(0,t.now-t.start-i);let a=e.marks.filter(({start:e})=>e>=t.start&&e<=t.now),o=[`muted`,`paused`,`can`,`may`].filter(e=>r[e]>=Ss).map(e=>n(`timeline.sum_${e}`,{duration:bs(r[e],n)})),s=Yo(e,t);if(s.length>0){let e=Math.max(xs,ws(s,t));o.push(n(`timeline.sum_failed`,{duration:bs(e,n)}))}let c=[[`timeline.sum_activations`,a.length],[`timeline.sum_misfires`,a.filter(({misfire:e})=>e).length],[`timeline.sum_violations`,a.filter(({whileMuted:e})=>e).length]].filter(([,e])=>e>0).map(([e,t])=>n(e,{count:t}));return[...o,...c].join(`, `)}function ws(e,{start:t,now:n}){return Io(e,{start:t,end:n}).filter(({told:e})=>e===null).reduce((e,t)=>e-(t.end-t.start),n-t)}var Ts={spans:[],marks:[],violations:[],coming:[]},Es=90,Q=class extends O{constructor(...e){super(...e),this.hours=24,this.past=`shown`,this.width=0,this.reading=null,this.stop=null,this.#e=null,this.#t=new ResizeObserver(([e])=>{this.width=Math.round(e?.contentRect.width??0)}),this.#s=e=>{let{telling:t}=this,n=this.#e;if(t===void 0||n===null)return;let r=e.clientX-this.getBoundingClientRect().left,i=us(n.columns,r);this.stop=null,this.reading=i===null?this.#c(n,r,t):ds(i,t)},this.#l=()=>{this.reading=null,this.stop=null},this.#u=e=>{let{telling:t}=this,n=this.#e,r=n?.stops??[],i=r.length-1,a={ArrowLeft:Math.max(0,(this.stop??i+1)-1),ArrowRight:Math.min(i,(this.stop??i-1)+1),Home:0,End:i}[e.key];if(a!==void 0&&t!==void 0&&n!==null){e.preventDefault();let i=r[a];this.stop=i===void 0?null:a,this.reading=i===void 0?null:ls(i,n.scale,t)}else if(e.key===`Enter`&&this.reading!==null){let e={microphoneId:this.microphone?.id,at:this.reading.at};this.dispatchEvent(new CustomEvent(`earshot-log`,{detail:e,bubbles:!0,composed:!0,cancelable:!0}))}else e.key===`Escape`&&this.reading!==null&&(e.stopPropagation(),this.#l())}}static{this.styles=[P,fo]}#e;#t;connectedCallback(){super.connectedCallback(),this.#t.observe(this)}disconnectedCallback(){super.disconnectedCallback(),this.#t.disconnect()}shouldUpdate(e){return e.size>1||!e.has(`telling`)||this.#a()}willUpdate(e){[`timeline`,`microphone`,`hours`,`telling`,`width`,`past`].some(t=>e.has(t))&&(this.#e=this.#o())}render(){let{microphone:e,telling:t}=this,n=this.#e;return e===void 0||t===void 0||n===null?T:S`<div
        class="strip"
        role="img"
        tabindex="0"
        aria-label=${`${t.text(this.hours===24?`timeline.label`:`timeline.label_7d`,{name:e.name})}: ${this.#n(n,t)}`}
        @pointermove=${this.#s}
        @pointerdown=${this.#s}
        @pointerleave=${this.#l}
        @keydown=${this.#u}
        @blur=${this.#l}
      >
        ${this.#r(n,e)}
      </div>
      <div aria-live="polite" role="status">${this.#i()}</div>`}#n({line:e,scale:t},{text:n}){return this.past===`shown`?Cs(e,t,{text:n}):n(this.past===`forbidden`?`timeline.no_past`:`timeline.no_log`)}#r({paths:e,ticks:t,scale:n,stops:r},i){let a=n.x(n.now),o=this.stop===null?void 0:r[this.stop],s=t=>zo.map(n=>e[t][n]===``?T:C`<path class=${`${n} ${t}`} d=${e[t][n]}></path>`);return S`<svg class=${this.hours===24?`day`:`week`} aria-hidden="true">
      <defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatched" width="6" height="6"></rect>
          <line class="hatch" x1="1.25" y1="0" x2="1.25" y2="6"></line>
        </pattern>
      </defs>
      <rect class="track" width=${this.width} height="20" rx="4"></rect>
      ${C`<path class="grid" d=${t.lines.map(e=>`M${Math.round(e)+.5} 0V20`).join(``)}></path>`}
      ${s(`coming`)} ${s(`past`)}
      ${C`<path class="edges coming" d=${e.comingEdges}></path><path class="edges" d=${e.pastEdges}></path>`}
      ${C`<path class="heard" d=${e.heard}></path><path class="violations" fill="url(#hatch)" d=${e.violations}></path>`}
      ${C`<path class="teeth" d=${e.teeth}></path><path class="rings" d=${e.rings}></path>`}
      ${C`<path class="while-muted" d=${e.whileMuted}></path>`}
      ${N(i).listening?C`<rect class="hearing" x=${a-9} y="0.75" width="8" height="18.5" rx="2"></rect>`:T}
      ${C`<rect class="now" x=${a-1} y="-2" width="2" height="24" rx="1"></rect>`}
      ${o===void 0?T:C`<rect class="focus" x=${o.x-5} y="-3" width="10" height="26" rx="3"></rect>`}
    </svg>`}#i(){let{reading:e}=this;return e===null?T:S`<span class="tip" style=${`left:${Math.min(Math.max(e.x,Es),Math.max(Es,this.width-Es))}px`}>${e.words}</span>`}#a(){let e=this.#e?.scale;return e===void 0||Math.abs((this.telling?.now??0)-e.now)>=Bn(e)/2}#o(){let{microphone:e,telling:t,width:n}=this;if(e===void 0||t===void 0||n===0)return null;let r=zn(this.hours,t.now,n),i=this.timeline??{id:e.id,...Ts},a=To(this.past===`shown`?i.marks:[],r),o=this.past===`shown`&&this.timeline!==void 0,s=o?Wo(i,e,r):Go(i,e,r),c=ss(a);return{scale:r,line:i,paths:Oo(s,a,this.hours),columns:c,stops:cs(c,o?i:{...i,violations:[]},r),ticks:Gn(r,t.clock)}}#s;#c({line:e,scale:t},n,r){if(this.past!==`shown`&&n<t.x(t.now)){let e=r.text(this.past===`forbidden`?`timeline.no_past`:`timeline.no_log`);return{x:n,at:t.at(n),words:e}}return fs(e,t,n,r)}#l;#u};F([k({attribute:!1})],Q.prototype,`microphone`,void 0),F([k({attribute:!1})],Q.prototype,`timeline`,void 0),F([k({attribute:!1})],Q.prototype,`telling`,void 0),F([k({type:Number})],Q.prototype,`hours`,void 0),F([k()],Q.prototype,`past`,void 0),F([A()],Q.prototype,`width`,void 0),F([A()],Q.prototype,`reading`,void 0),F([A()],Q.prototype,`stop`,void 0);var Ds=5e3,Os=6e4,ks=class extends O{constructor(...e){super(...e),this.failed=!1,this.#n=Ds}static{this.styles=g`
    :host {
      display: block;
    }
    p {
      margin: 0;
      padding: 16px;
    }
  `}#e;#t;#n;#r;setConfig(e){this.check(e),this.#e=e,this.card?.setConfig(e)}set hass(e){this.#t=e,this.card!==void 0&&(this.card.hass=e)}getGridOptions(){return{columns:12,rows:`auto`,min_columns:6}}connectedCallback(){super.connectedCallback(),this.card===void 0&&this.#i()}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.#r)}render(){if(this.card!==void 0)return S`${this.card}`;let{text:e}=c(this.#t?.language??`en`);return this.failed?S`<ha-card><p role="alert">${e(`connection.not_loaded`)}</p></ha-card>`:T}async#i(){clearTimeout(this.#r);try{await this.load()}catch{this.failed=!0,this.isConnected&&(this.#r=setTimeout(()=>void this.#i(),this.#n),this.#n=Math.min(this.#n*2,Os));return}if(this.card===void 0){let e=document.createElement(this.tag);e.setConfig(this.#e),this.#t!==void 0&&(e.hass=this.#t),this.card=e}}};F([A()],ks.prototype,`card`,void 0),F([A()],ks.prototype,`failed`,void 0);function As(e){let t=js(e),{heat:n=!0,view:r=`log`}=t,{microphones:i,title:a,dim:o}=Pi({microphones:t.microphones,title:t.title,dim:t.dim});if(typeof n!=`boolean`)throw Error(`“heat” has to be true or false`);if(r!==`log`&&r!==`heat`)throw Error(`“view” has to be one of: log, heat`);return{microphones:i,title:a,dim:o,heat:n,view:r,limit:Ms(t),path:Ns(t)}}function js(e){if(typeof e!=`object`||!e)throw Error(`The configuration has to be an object`);return e}function Ms({limit:e=null}){if(e!==null&&(typeof e!=`number`||!Number.isInteger(e)||e<1))throw Error(`“limit” has to be a number from 1`);return e}function Ns({navigation_path:e=null}){if(e!==null&&(typeof e!=`string`||!/^\/(?![/\\])/.test(e)))throw Error(`“navigation_path” has to begin with one slash`);return e}function Ps({view:e,limit:t}){return e===`heat`?6:t===null?12:2+t}var Fs=class extends ks{constructor(...e){super(...e),this.tag=`earshot-log`,this.#e=12}static{this.getConfigForm=te}static{this.getStubConfig=()=>({})}#e;getCardSize(){return this.#e}check(e){this.#e=Ps(As(e))}async load(){await import(`./earshot-log.js`)}};function Is(e){let t=js(e);return{limit:Ms(t),path:Ns(t)}}function Ls({limit:e}){return e===null?10:2*e}var Rs=class extends ks{constructor(...e){super(...e),this.tag=`earshot-audit`,this.#e=10}#e;getCardSize(){return this.#e}check(e){this.#e=Ls(Is(e))}async load(){await import(`./earshot-audit.js`)}},zs=class extends HTMLElement{static{this.noEditor=!0}static{this.registryDependencies=[`entities`,`devices`,`areas`]}static async generate(e,t){let{generate:n}=await import(`./earshot-strategy.js`);return await n(t)}static getCreateSuggestions(){return{title:p(`strategy.title`),icon:`mdi:ear-hearing`}}},Bs=`https://github.com/earshot-ha/earshot#cards`;e(`earshot-areas`,I),e(`earshot-axis`,Xn),e(`earshot-chip`,uo),e(`earshot-header`,K),e(`earshot-legend`,mo),e(`earshot-notice`,q),e(`earshot-row`,J),e(`earshot-sheet`,Y),e(`earshot-strip`,Q),e(`earshot-card`,G),e(`earshot-log-card`,Fs),e(`earshot-audit-card`,Rs),e(`ll-strategy-dashboard-earshot`,zs),e(`earshot-badge`,Wi);var $=window;$.customCards=Vs($.customCards,[{type:`earshot-card`,get name(){return p(`picker.card`)},get description(){return p(`picker.card_description`)},preview:!0,documentationURL:Bs,getEntitySuggestion:se},{type:`earshot-log-card`,get name(){return p(`picker.log`)},get description(){return p(`picker.log_description`)},preview:!0,documentationURL:Bs,getEntitySuggestion:ce}]),$.customBadges=Vs($.customBadges,[{type:`earshot-badge`,get name(){return p(`picker.card`)},get description(){return p(`picker.badge_description`)},preview:!0,documentationURL:Bs,getEntitySuggestion:le}]),$.customStrategies=Vs($.customStrategies,[{type:`earshot`,strategyType:`dashboard`,name:`Earshot`,get description(){return p(`picker.strategy_description`)},documentationURL:Bs}]);function Vs(e,t){let n=e??[],r=new Set(n.map(e=>e.type));return n.push(...t.filter(({type:e})=>!r.has(e))),n}export{Ve as $,T as A,we as B,F as C,A as D,j as E,pe as F,Ae as G,De as H,me as I,Ne as J,h as K,he as L,S as M,g as N,k as O,de as P,ze as Q,ve as R,R as S,P as T,Oe as U,Te as V,ke as W,Ie as X,Pe as Y,Le as Z,H as _,sa as a,tt as at,lr as b,Xi as c,ot as ct,Gi as d,ht as dt,Ue as et,di as f,gt as ft,Er as g,Ur as h,fa as i,Ze as it,w as j,O as k,Ki as l,ut as lt,li as m,e as mt,As as n,Ge as nt,ia as o,rt as ot,ui as p,l as pt,Me as q,bs as r,Je as rt,ea as s,it as st,Is as t,We as tt,qi as u,ft as ut,z as v,Mn as w,L as x,gr as y,Se as z};