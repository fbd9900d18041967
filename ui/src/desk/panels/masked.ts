/** `m…@example.org`, as the search has it with privacy: enough to tell two apart, not enough to write to. */
export function masked(email: string): string {
  const at = email.indexOf("@");
  return at < 0 ? "" : `${[...email.slice(0, at)].slice(0, 1).join("")}…${email.slice(at)}`;
}
