// A grader's saved comments: inserts them at the caret, saves and removes them.

export function watchComments({ desk, post, signal }) {
  const dialog = document.getElementById("comments");
  const list = dialog.querySelector("[data-comments-list]");
  const keep = dialog.querySelector("[data-keep]");
  const problem = dialog.querySelector("[data-comments-problem]");
  let comments = JSON.parse(document.getElementById("kept-comments").textContent);
  let target;

  desk.addEventListener("focusin", event => { if (event.target.matches("[data-reuse]")) target = event.target; });
  desk.querySelector("[data-open-comments]").onclick = open;
  addEventListener("keydown", event => {
    if (event.ctrlKey && event.key === ";" && !dialog.open) {
      event.preventDefault();
      open();
    }
  }, { signal });

  function open() {
    show();
    problem.hidden = true;
    const where = target?.getAttribute("aria-label") ?? target?.closest("[data-title]")?.dataset.title ?? (target ? "To the author" : null);
    dialog.querySelector("[data-target]").textContent = where ? `Inserts into: ${where}` : "Place the cursor in a comment field first, then choose a comment here.";
    keep.disabled = !target?.value.trim();
    dialog.showModal();
  }

  function show() {
    dialog.querySelector("[data-none]").hidden = comments.length > 0;
    list.replaceChildren(...comments.map(comment => {
      const item = document.createElement("li");
      const use = document.createElement("button");
      use.type = "button";
      use.className = "comment-use";
      use.textContent = comment.text;
      use.disabled = !target;
      use.onclick = () => put(comment.text);
      const out = document.createElement("button");
      out.type = "button";
      out.className = "link-button";
      out.textContent = "Remove";
      out.setAttribute("aria-label", `Remove: ${comment.text.slice(0, 60)}`);
      out.onclick = () => tell(`${desk.dataset.comments}/${comment.id}/out`, {}, () => { comments = comments.filter(one => one.id !== comment.id); });
      item.append(use, out);
      return item;
    }));
  }

  function put(text) {
    dialog.close();
    target.focus();
    const before = target.value.slice(0, target.selectionStart);
    const glue = before && !/\s$/.test(before) ? "\n" : "";
    target.setRangeText(glue + text, target.selectionStart, target.selectionEnd, "end");
    target.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  keep.onclick = () => tell(desk.dataset.comments, { text: target.value }, kept => {
    comments = [kept, ...comments.filter(one => one.id !== kept.id)];
  });

  async function tell(url, body, done) {
    problem.hidden = true;
    try {
      const answer = await post(url, body);
      if (answer.ok) {
        done(answer.status === 204 ? null : await answer.json());
        show();
        return;
      }
      problem.textContent = (await answer.json()).detail;
    } catch (unreachable) {
      console.info("The comments could not be changed.", unreachable);
      problem.textContent = "The portal is not responding. Try again in a moment.";
    }
    problem.hidden = false;
  }
}
