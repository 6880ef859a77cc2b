// A module of all pages, so that signing out finds these drafts too.
export { end, keep, keepNow } from "../../../js/form-drafts.js";
