/** Calls `wake` when the machine or the page comes back to life: network up, page shown again. Does nothing where there is no such event. */
export function onWake(wake, scope = globalThis) {
  const listen = (target, type, heard) => {
    target?.addEventListener?.(type, heard);
    return () => target?.removeEventListener?.(type, heard);
  };
  const page = scope.document;
  const ends = [
    listen(scope, "online", wake),
    listen(scope, "offline", wake), // a line that is up says so when it is asked
    listen(scope, "pageshow", (event) => event.persisted && wake()),
    listen(page, "visibilitychange", () => page.visibilityState === "visible" && wake()),
  ];
  return () => ends.forEach((end) => end());
}
