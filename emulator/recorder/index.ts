export { RECORDING_FILE } from './keep-recording';
export { parseRecording, type Recording } from './recording';
export { replayRecording, type Replayed } from './replay';
export { traceTimeline, type TimelineLine } from './timeline';
