/** What a room is called on the page: the other's name, its title, or its own name. @param {string} room @param {{title?: string, peer?: {name: string}} | null | undefined} about */
export const titleOf = (room, about) => about?.peer?.name ?? (about?.title || room);

/** A room as one speaks of it. @param {string} room @param {{title?: string, peer?: {name: string}} | null | undefined} about */
export const spokenOf = (room, about) => (about?.peer ? about.peer.name : about?.title || `#${room}`);
