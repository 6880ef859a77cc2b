// A module of all pages, so that signing out finds these drafts too.
import { keepFields } from "../../../js/form-drafts.js";

const kept = new Map();

/** Begins to keep what is typed into the fields of an element; a circuit that came back begins again for the same ones. */
export async function keep(element, person, of, page, takesApart) {
  await end(of, false);
  kept.set(of, keepFields(element, person, of, () => page.invokeMethodAsync("DiscardAsync"),
    takesApart ? (name, from) => page.invokeMethodAsync("ApartAsync", name, from) : null));
  await kept.get(of);
}

/** Ends it; the draft stays unless the portal has taken it. */
export async function end(of, taken) {
  const one = kept.get(of);
  kept.delete(of);
  await (await one)?.end(taken);
}

/** Keeps the fields as they are now; what the portal fills in or takes away raises no event. */
export async function keepNow(of) { await (await kept.get(of))?.keepNow(); }
