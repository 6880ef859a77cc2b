// The marks of an earlier submission as a starting point. The button for all marks never replaces what the grader has entered.

export function watchEarlier({ desk, criteria, signal }) {
  const takeAll = desk.querySelector("[data-take-all-earlier]");
  const marks = criteria
    .map(criterion => ({ ...criterion, earlier: desk.querySelector(`[data-criterion="${criterion.id}"] [data-earlier-level]`) }))
    .filter(({ earlier }) => earlier);

  function take({ levels, comment, earlier }) {
    levels[Number(earlier.dataset.earlierLevel)].checked = true;
    if (!comment.value) comment.value = earlier.querySelector("[data-earlier-comment]").textContent;
  }

  function taken(criterion) {
    criterion.levels[0].dispatchEvent(new Event("change", { bubbles: true }));
  }

  for (const criterion of marks) {
    criterion.earlier.querySelector("[data-take-earlier]").addEventListener("click", () => {
      take(criterion);
      taken(criterion);
    }, { signal });
  }

  takeAll?.addEventListener("click", () => {
    const open = marks.filter(({ levels }) => levels.every(radio => !radio.checked));
    open.forEach(take);
    if (open.length) taken(open[0]);
    desk.querySelector("[data-earlier-taken]").textContent = `${open.length} ${open.length === 1 ? "mark" : "marks"} applied.`;
  }, { signal });
}
