/** What stands in the third pane, put there before the modules that fill it; nobody needs it before the room is shown. */
const SECTIONS = `
  <section id="people-panel" class="people" aria-label="People" hidden>
    <h3>Here now <span id="people-count"></span></h3>
    <ul id="people" aria-label="Here now"></ul>
    <h3 id="members-title" hidden>Not here</h3>
    <ul id="members" aria-labelledby="members-title" hidden></ul>
    <button id="invite" type="button" hidden>Invite somebody…</button>
  </section>
  <section id="thread-panel" class="thread" aria-label="Thread" hidden>
    <div id="thread-rows" class="rows" role="log" aria-label="Replies" tabindex="0"></div>
    <form id="thread-form" class="composer">
      <textarea id="thread-text" rows="1" dir="auto" aria-label="Reply" placeholder="Reply" enterkeyhint="send"></textarea>
      <button class="send" type="submit" aria-label="Send reply">
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="M10 16V4M5 9l5-5 5 5" /></svg>
      </button>
    </form>
    <p id="thread-fault" class="fault" role="alert"></p>
  </section>
  <section id="search-panel" class="search" aria-label="Search" hidden>
    <form id="search-form" role="search">
      <input id="search-text" type="search" aria-label="Search in this room" placeholder="Search in this room" enterkeyhint="search" autocomplete="off" maxlength="100" />
    </form>
    <p id="search-fate" role="status"></p>
    <div id="found" class="rows"></div>
    <button id="found-more" type="button" hidden>Look further back</button>
  </section>
  <section id="settings-panel" class="settings" aria-label="Settings" hidden>
    <fieldset>
      <legend>Colours</legend>
      <label><input type="radio" name="theme" value="system" checked /> As this device</label>
      <label><input type="radio" name="theme" value="light" /> Light</label>
      <label><input type="radio" name="theme" value="dark" /> Dark</label>
    </fieldset>
    <div id="settings-more"></div>
  </section>
`;

document.getElementById("panel").insertAdjacentHTML("beforeend", SECTIONS); // a constant: nothing that anybody wrote
