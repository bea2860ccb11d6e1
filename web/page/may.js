/** Who may do what, as far as the page offers it; the service decides. */

const RANKS = { visitor: 0, member: 1, moderator: 2, owner: 3 };

/** @param {string | undefined} role */
export const rankOf = (role) => RANKS[role ?? "visitor"] ?? 0;

/** Moderators and owners. @param {{role?: string} | null | undefined} you */
export const moderates = (you) => rankOf(you?.role) >= RANKS.moderator;

/** @param {{role?: string} | null | undefined} you */
export const owns = (you) => you?.role === "owner";

/** Whether this user may mute, kick and ban that one. @param {{user: string, role?: string}} you @param {{user: string, role?: string}} other */
export const maySilence = (you, other) => you.user !== other.user && (owns(you) || (moderates(you) && rankOf(other.role) < RANKS.moderator));

/** The acts of moderation that are offered for somebody, with their words. @returns {{act: string, label: string, lasts?: boolean, danger?: boolean}[]} */
export function actsOn(you, other) {
  if (!you || you.user === other.user || !moderates(you)) return [];
  const silence = maySilence(you, other);
  const banned = Boolean(other.banned);
  return [
    rankOf(other.role) === 0 && !banned && { act: "invite", label: "Make a member" },
    owns(you) && ["member", "moderator"].includes(other.role) && { act: "promote", label: other.role === "member" ? "Make a moderator" : "Make an owner" },
    owns(you) && ["moderator", "owner"].includes(other.role) && { act: "demote", label: other.role === "owner" ? "Make a moderator" : "Make a member" },
    silence && (other.muted ? { act: "unmute", label: "Unmute" } : { act: "mute", label: "Mute…", lasts: true }),
    silence && !banned && { act: "kick", label: "Put out…", danger: true },
    silence && (banned ? { act: "unban", label: "Lift the ban" } : { act: "ban", label: "Ban…", lasts: true, danger: true }),
  ].filter(Boolean);
}
