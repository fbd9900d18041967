/// The letters and digits of a word in lower case: how it is spaced or joined does not count.
pub(super) fn squeeze(word: &str) -> String {
    word.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
