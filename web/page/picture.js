/** Puts a picture into the card of a file when the reader comes near; until then, and where it cannot be had, the card is a card. */
const waiting = new WeakMap();
const near = new IntersectionObserver(
  (seen) => {
    for (const { target, isIntersecting } of seen) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      show(target, waiting.get(target));
    }
  },
  { rootMargin: "50%" },
);

/** @param {HTMLElement} card @param {() => Promise<string>} link says where the picture is */
export function showWhenNear(card, link) {
  waiting.set(card, link);
  near.observe(card);
}

async function show(card, link) {
  card.classList.add("picture", "loading");
  const image = document.createElement("img");
  image.alt = "";
  try {
    image.src = await link();
    await image.decode();
    card.firstElementChild.replaceWith(image);
  } catch {
    card.classList.remove("picture");
  }
  card.classList.remove("loading");
}
