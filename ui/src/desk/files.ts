/** What a file that somebody drops on the desk is meant as, by its name. */

export type Dropped = "picture" | "list" | "unknown";

export function dropped(path: string): Dropped {
  const ending = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  if (["csv", "tsv", "txt", "xlsx", "xls", "ods"].includes(ending)) return "list";
  if (["png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff"].includes(ending)) return "picture";
  return "unknown";
}

export function nameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
