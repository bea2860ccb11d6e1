/** Where the service is, and who is let in: `config.json` beside the page. @returns {Promise<{websocket: string, guests: boolean, signIn?: {url?: string}}>} */
export async function loadConfig(base = document.baseURI) {
  const config = await read(new URL("config.json", base));
  if (!/^wss?:\/\//.test(config?.websocket ?? "")) throw new Error("The page’s config.json names no WebSocket address (ws:// or wss://).");
  return config;
}

async function read(url) {
  try {
    const answer = await fetch(url, { cache: "no-cache" });
    if (answer.ok) return await answer.json();
  } catch {
    // Unreachable or unreadable: the same to the reader.
  }
  throw new Error("The page cannot read its config.json, which says where the service is.");
}
