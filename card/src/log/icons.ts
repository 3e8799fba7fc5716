import {
  mdiAccountCheckOutline,
  mdiAccountVoiceOff,
  mdiAlert,
  mdiCheck,
  mdiCloseCircleOutline,
  mdiContentCut,
  mdiForumOutline,
  mdiGestureTapButton,
  mdiHelp,
  mdiHomeOffOutline,
  mdiMicrophoneOutline,
  mdiMicrophoneQuestionOutline,
  mdiPowerSleep,
  mdiRecordRec,
  mdiTelevisionPlay,
  mdiWaveform,
} from '@mdi/js';

import type { Icon } from './verdict';

export const ICONS: Readonly<Record<Icon, string>> = {
  listening: mdiWaveform,
  violation: mdiAlert,
  misfire: mdiHelp,
  capture: mdiRecordRec,
  done: mdiCheck,
  error: mdiCloseCircleOutline,
  not_understood: mdiMicrophoneQuestionOutline,
  cut_off: mdiContentCut,
  question: mdiForumOutline,
  heard: mdiMicrophoneOutline,
  no_speech: mdiAccountVoiceOff,
  nobody_home: mdiHomeOffOutline,
  asleep: mdiPowerSleep,
  tv_alone: mdiTelevisionPlay,
  person: mdiAccountCheckOutline,
  button: mdiGestureTapButton,
};
