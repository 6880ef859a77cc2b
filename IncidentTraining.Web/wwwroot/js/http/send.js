/** Sends a request with the page's antiforgery token; content is sent as JSON. */
export function send(method, url, content, options = {}) {
  const token = document.querySelector("input[name=__RequestVerificationToken]")?.value ?? "";
  return fetch(url, {
    method,
    headers: { "X-CSRF-TOKEN": token, ...(content && { "Content-Type": "application/json" }) },
    body: content && JSON.stringify(content),
    cache: "no-store",
    ...options,
  });
}
