use std::{
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    sync::{Arc, Mutex},
};

use lanyard_desk_core::{Desk, SystemRng};
use lanyard_lobby::Lobby;
use tokio::sync::oneshot;

use crate::{CliError, Outcome, args::LobbyCommand, browser, output::Output};

pub(crate) fn run(
    command: LobbyCommand,
    mut desk: Desk,
    output: &Output,
) -> Result<Outcome, CliError> {
    match command {
        LobbyCommand::Serve { listen, at } => {
            at.rehearse(&mut desk)?;
            serve(desk, listen, output)
        }
        LobbyCommand::Snapshot { out, size, at } => {
            at.rehearse(&mut desk)?;
            snapshot(desk, size, &out)?;
            let answer = serde_json::json!({ "file": out });
            output.answer(&answer, || out.display().to_string())?;
            Ok(Outcome::Yes)
        }
    }
}

fn serve(desk: Desk, listen: SocketAddr, output: &Output) -> Result<Outcome, CliError> {
    runtime()?.block_on(async {
        let lobby = Lobby::bind(listen, &SystemRng).await?;
        let url = lobby.url();
        output.answer(&serde_json::json!({ "url": url }), || url.clone())?;
        if !Lobby::is_built() {
            output.say(&CliError::NoPage.to_string());
        }
        let stop = async {
            // Without the signal there is still kill.
            let _ = tokio::signal::ctrl_c().await;
        };
        lobby.serve(Arc::new(Mutex::new(desk)), stop).await?;
        Ok(Outcome::Yes)
    })
}

/// A picture of the lobby page, as it stands at the desk's time.
pub(crate) fn snapshot(desk: Desk, size: (u32, u32), out: &Path) -> Result<(), CliError> {
    if !Lobby::is_built() {
        return Err(CliError::NoPage);
    }
    let browser = browser::find().ok_or(CliError::NoBrowser)?;
    runtime()?.block_on(async {
        let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let lobby = Lobby::bind(anywhere, &SystemRng).await?;
        let url = format!("{}&still=1", lobby.url());
        let (done, stop) = oneshot::channel::<()>();
        let out = out.to_owned();
        let taking = tokio::task::spawn_blocking(move || {
            let taken = browser::picture(&browser, &url, size, &out);
            drop(done);
            taken
        });
        let stop = async {
            let _ = stop.await;
        };
        lobby.serve(Arc::new(Mutex::new(desk)), stop).await?;
        taking
            .await
            .unwrap_or_else(|error| Err(CliError::NoPicture(error.to_string())))
    })
}

fn runtime() -> Result<tokio::runtime::Runtime, CliError> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(CliError::Stdin)
}
