/** What the build derives from the config for one franchise; see contracts/call-settings.ts. */
declare module 'vox:settings' {
  const settings: import('../contracts/call-settings').CallSettings;
  export default settings;
}
