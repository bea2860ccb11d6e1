const place = () => document.getElementById("typing");

/** Says who is typing. @param {{name: string}[]} users */
export function showTyping(users) {
  place().textContent = sentence(users.map(({ name }) => `\u2068${name}\u2069`)); // isolated: a name may be written from the right
}

function sentence(names) {
  if (names.length === 0) return "";
  if (names.length === 1) return `${names[0]} is typing…`;
  if (names.length === 2) return `${names[0]} and ${names[1]} are typing…`;
  return "Several people are typing…";
}
