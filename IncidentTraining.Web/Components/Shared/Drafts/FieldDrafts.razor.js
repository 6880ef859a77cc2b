// Use the module that all pages share, so that signing out also finds these drafts.
export { end, keep, keepNow } from "../../../js/form-drafts.js";
