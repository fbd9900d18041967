//! The lobby page.

use std::{net::SocketAddr, path::PathBuf};

use clap::Subcommand;

use super::AtArg;

#[derive(Debug, Subcommand)]
pub(crate) enum LobbyCommand {
    /// Serve the lobby page; its address is the first line on stdout
    Serve {
        /// Where; 0.0.0.0:7410 lets the whole local network in
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:7410")]
        listen: SocketAddr,
        #[command(flatten)]
        at: AtArg,
    },
    /// Take a picture of the lobby page
    Snapshot {
        /// The PNG to make
        #[arg(long, value_name = "FILE.png")]
        out: PathBuf,
        /// Width and height in pixels
        #[arg(long, value_name = "WxH", default_value = "1920x1080", value_parser = parse_size)]
        size: (u32, u32),
        #[command(flatten)]
        at: AtArg,
    },
}

/// A size that is none.
#[derive(Debug, thiserror::Error)]
#[error("write it as WIDTHxHEIGHT, like 1920x1080")]
struct SizeError;

fn parse_size(text: &str) -> Result<(u32, u32), SizeError> {
    let side = |side: &str| side.parse().ok().filter(|side| (320..=8192).contains(side));
    text.split_once('x')
        .and_then(|(width, height)| Some((side(width)?, side(height)?)))
        .ok_or(SizeError)
}
