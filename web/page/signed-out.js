import { make, makeButton } from "./make.js";

const byId = (id) => document.getElementById(id);
const WORDS = {
  banned: "You have been banned from this service",
  expired: "Your sign-in has ended",
  here: "You have signed out in another window",
  operator: "An operator has signed you out",
  you: "You have signed out on all devices",
};
const FOR_GOOD = 9_999_999_999_999;
let bar = null;

/** Says below the log that nobody is signed in here any more. @param {{reason: string, until?: number, text?: string}} how @param {() => void} [again] signs in again */
export function showSignedOut({ reason, until, text }, again) {
  hideSignedOut();
  const said = `${WORDS[reason] ?? WORDS.expired}${until < FOR_GOOD ? ` until ${new Date(until).toLocaleString()}` : ""}${text ? `: ${text}` : "."}`;
  bar = make("p", "down signed-out", make("span", "", reason === "banned" ? said : `${said} What you write is kept.`), again && reason !== "banned" && makeButton("", "Sign in", again));
  bar.setAttribute("role", "alert");
  byId("down").after(bar);
}

/** Somebody is signed in again. */
export function hideSignedOut() {
  bar?.remove();
}
