//! Reed and Solomon's correction over GF(256) as QR codes use it (ISO/IEC 18004, annex A), also of
//! erasures: places known to be doubtful cost half of what unknown errors do.

/// x⁸ + x⁴ + x³ + x² + 1.
const POLYNOMIAL: u16 = 0x11D;

struct Field {
    exp: [u8; 510],
    log: [u8; 256],
}

const FIELD: Field = {
    let mut field = Field {
        exp: [0; 510],
        log: [0; 256],
    };
    let mut value = 1_u16;
    let mut i = 0;
    while i < 255 {
        field.exp[i] = value as u8;
        field.exp[i + 255] = value as u8;
        field.log[value as usize] = i as u8;
        value <<= 1;
        if value > 255 {
            value ^= POLYNOMIAL;
        }
        i += 1;
    }
    field
};

fn multiply(a: u8, b: u8) -> u8 {
    if a == 0 || b == 0 {
        return 0;
    }
    FIELD.exp[usize::from(FIELD.log[usize::from(a)]) + usize::from(FIELD.log[usize::from(b)])]
}

fn divide(a: u8, b: u8) -> u8 {
    if a == 0 {
        return 0;
    }
    FIELD.exp[usize::from(FIELD.log[usize::from(a)]) + 255 - usize::from(FIELD.log[usize::from(b)])]
}

/// α to the power of `exponent`.
fn power(exponent: usize) -> u8 {
    FIELD.exp[exponent % 255]
}

/// A polynomial's value; the constant term comes first.
fn evaluate(polynomial: &[u8], x: u8) -> u8 {
    polynomial
        .iter()
        .rev()
        .fold(0, |value, &term| multiply(value, x) ^ term)
}

/// What is off in a block: all zero in a whole one.
fn syndromes(block: &[u8], checks: usize) -> Vec<u8> {
    (0..checks)
        .map(|i| {
            let root = power(i);
            block
                .iter()
                .fold(0, |value, &byte| multiply(value, root) ^ byte)
        })
        .collect()
}

/// Corrects `block`, of which the last `checks` bytes are for correction, and gives how many
/// bytes were wrong besides the `erasures` (places in the block). `None` leaves it untouched.
pub(super) fn correct(block: &mut [u8], checks: usize, erasures: &[usize]) -> Option<usize> {
    let length = block.len();
    let syndromes = syndromes(block, checks);
    if syndromes.iter().all(|&syndrome| syndrome == 0) {
        return Some(0);
    }
    if erasures.len() > checks {
        return None;
    }
    // The locator, by Berlekamp and Massey, beginning with the erasures.
    let mut locator = vec![0_u8; checks + 1];
    locator[0] = 1;
    for &place in erasures {
        let root = power(length - 1 - place);
        for i in (1..=checks).rev() {
            locator[i] ^= multiply(locator[i - 1], root);
        }
    }
    let known = erasures.len();
    let mut helper = locator.clone();
    let mut degree = known;
    for round in known..checks {
        let discrepancy = (0..=round).fold(0, |sum, i| {
            sum ^ multiply(*locator.get(i).unwrap_or(&0), syndromes[round - i])
        });
        helper.rotate_right(1);
        helper[0] = 0;
        if discrepancy == 0 {
            continue;
        }
        let before = locator.clone();
        for (term, &change) in locator.iter_mut().zip(&helper) {
            *term ^= multiply(discrepancy, change);
        }
        if 2 * degree <= round + known {
            degree = round + 1 + known - degree;
            helper = before
                .iter()
                .map(|&term| divide(term, discrepancy))
                .collect();
        }
    }
    if degree > checks || locator[degree] == 0 || locator[degree + 1..].iter().any(|&t| t != 0) {
        return None;
    }
    // The magnitudes, by Forney.
    let mut evaluator = vec![0_u8; checks];
    for (i, value) in evaluator.iter_mut().enumerate() {
        *value = (0..=i).fold(0, |sum, j| sum ^ multiply(locator[j], syndromes[i - j]));
    }
    let mut corrected = block.to_vec();
    let mut roots = 0;
    for (place, byte) in corrected.iter_mut().enumerate() {
        let root = power(length - 1 - place);
        let inverse = divide(1, root);
        if evaluate(&locator[..=degree], inverse) != 0 {
            continue;
        }
        roots += 1;
        let square = multiply(inverse, inverse);
        let mut derivative = 0;
        let mut x = 1;
        for term in locator[..=degree].iter().skip(1).step_by(2) {
            derivative ^= multiply(*term, x);
            x = multiply(x, square);
        }
        if derivative == 0 {
            return None;
        }
        let magnitude = divide(multiply(root, evaluate(&evaluator, inverse)), derivative);
        *byte ^= magnitude;
    }
    if roots != degree || self::syndromes(&corrected, checks).iter().any(|&s| s != 0) {
        return None;
    }
    block.copy_from_slice(&corrected);
    Some(degree.saturating_sub(known))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Appends `checks` bytes, by long division through the generator.
    fn whole(data: &[u8], checks: usize) -> Vec<u8> {
        let mut generator = vec![1_u8];
        for i in 0..checks {
            let root = power(i);
            let mut next = generator.clone();
            next.push(0);
            for (j, &term) in generator.iter().enumerate() {
                next[j + 1] ^= multiply(term, root);
            }
            generator = next;
        }
        let mut block = data.to_vec();
        block.resize(data.len() + checks, 0);
        for i in 0..data.len() {
            let factor = block[i];
            for (j, &term) in generator.iter().enumerate() {
                block[i + j] ^= multiply(factor, term);
            }
        }
        block[..data.len()].copy_from_slice(data);
        block
    }

    proptest! {
        #[test]
        fn corrects_as_much_as_the_theory_allows(
            data in prop::collection::vec(any::<u8>(), 1..60),
            checks in 4usize..30,
            spoil in prop::collection::vec((any::<prop::sample::Index>(), 1u8..), 0..30),
            split in any::<prop::sample::Index>(),
        ) {
            let good = whole(&data, checks);
            let mut bad = good.clone();
            let mut places: Vec<usize> = Vec::new();
            for (place, change) in &spoil {
                let place = place.index(good.len());
                if !places.contains(&place) {
                    places.push(place);
                    bad[place] ^= change;
                }
            }
            let erased = split.index(places.len() + 1);
            let errors = places.len() - erased;
            prop_assume!(2 * errors + erased <= checks);
            prop_assert_eq!(correct(&mut bad, checks, &places[..erased]), Some(errors));
            prop_assert_eq!(bad, good);
        }

        #[test]
        fn nonsense_never_ends_the_program(
            mut block in prop::collection::vec(any::<u8>(), 8..80),
            checks in 1usize..8,
            erasures in prop::collection::vec(0usize..8, 0..8),
        ) {
            if correct(&mut block, checks, &erasures).is_some() {
                prop_assert!(syndromes(&block, checks).iter().all(|&s| s == 0));
            }
        }
    }
}
