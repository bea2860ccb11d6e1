/** The style of what one can do: whoever imports this goes on when it is there. */
const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "css/deeds.css" });
await new Promise((done) => {
  sheet.onload = sheet.onerror = done;
  document.head.append(sheet);
});
