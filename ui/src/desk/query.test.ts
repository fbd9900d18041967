import { expect, it } from "vitest";
import { isEnough, looksLikeCode } from "./query";

it.each(["an", "Ó S", "7b", "ли", "αβ", "佐", "김", "م", "ש", "ก", " an "])("%s is enough to look for", (query) => {
  expect(isEnough(query)).toBe(true);
});

it.each(["", " ", "a", "Ó", "ж", "α", "7", "a.", "-- "])("%s is not", (query) => {
  expect(isEnough(query)).toBe(false);
});

it.each([
  "LY1:6BFOXN%TS3DH",
  "ly1:6bfoxn",
  "LY1Ö6BF",
  "LYB:0123456789AB",
  "https://lu.ma/check-in/x?pk=g-1",
  "4006381333931",
  "ABC1234567",
  "HKJQWZPTRX",
  "6BFOXN TS3D$H",
  "&é\"'(-è_",
])("%s looks like a code that a slow scanner typed", (query) => {
  expect(looksLikeCode(query)).toBe(true);
});

it.each([
  "Ann-Marie Kelly",
  "O'Brien",
  "kelly-1@example.org",
  "佐藤 美咲",
  "Łukasz Ó Súilleabháin",
  "KELLY",
  "ANN-MARIE KELLY",
  "Northwind",
  "Kite & Co",
  "Jr.",
])("%s is a name, a company or an address", (query) => {
  expect(looksLikeCode(query)).toBe(false);
});
