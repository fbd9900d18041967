//! The lobby page for any browser on the local network.
//!
//! It serves the built page, what the lobby shows, and word of changes. It can reach no attendee:
//! the only thing it ever asks the desk is [`Desk::lobby_view`]. Who has the address, token
//! included, may look.

use std::{
    convert::Infallible,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{
        Html, IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::get,
};
use lanyard_desk_core::{Desk, Rng};
use rust_embed::Embed;
use serde::Deserialize;
use tokio::net::TcpListener;
use tokio_stream::{Stream, StreamExt, wrappers::BroadcastStream};

/// How often the desk looks whether another process has written the event file.
const LOOK: Duration = Duration::from_millis(500);

const NOT_BUILT: &str = "<!doctype html><meta charset=utf-8><title>Lanyard</title>\
    <p>The lobby page is not built into this program. Run <code>make ui</code> and build again.</p>";

/// Nothing from elsewhere, and nobody may frame it.
const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

/// The built pages; empty where the page was not built before the program.
#[derive(Embed)]
#[folder = "../../../ui/dist"]
#[allow_missing = true]
struct Pages;

/// Why the lobby page can't be served.
#[derive(Debug, thiserror::Error)]
pub enum LobbyError {
    /// Another program listens there.
    #[error("{0} is taken by another program; choose another address with --listen")]
    Taken(SocketAddr),
    /// The address is not this machine's, or its port is reserved.
    #[error("cannot listen on {address}: {error}")]
    Address {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        error: io::Error,
    },
    /// The network failed.
    #[error("the lobby page stopped: {0}")]
    Network(io::Error),
}

/// A lobby page that is ready to be served.
#[derive(Debug)]
pub struct Lobby {
    listener: TcpListener,
    address: SocketAddr,
    token: String,
}

#[derive(Clone)]
struct Shared {
    desk: Arc<Mutex<Desk>>,
    token: Arc<str>,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    token: String,
}

impl Lobby {
    /// Takes the address; with port 0 the system chooses one.
    ///
    /// # Errors
    /// The address is taken or not this machine's.
    pub async fn bind(address: SocketAddr, rng: &dyn Rng) -> Result<Self, LobbyError> {
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::AddrInUse => LobbyError::Taken(address),
            _ => LobbyError::Address { address, error },
        };
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let mut bytes = [0; 16];
        rng.fill(&mut bytes);
        Ok(Self {
            address: listener.local_addr().map_err(failed)?,
            listener,
            token: bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        })
    }

    /// The page's address, token included.
    pub fn url(&self) -> String {
        format!("http://{}/?token={}", self.address, self.token)
    }

    /// Whether the page is built into this program.
    pub fn is_built() -> bool {
        Pages::get("lobby.html").is_some()
    }

    /// Serves until `stop` comes.
    ///
    /// # Errors
    /// [`LobbyError::Network`].
    pub async fn serve(
        self,
        desk: Arc<Mutex<Desk>>,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), LobbyError> {
        let watching = tokio::spawn(watch(desk.clone()));
        let shared = Shared {
            desk,
            token: self.token.into(),
        };
        let pages = Router::new()
            .route("/", get(|| async { page("lobby.html") }))
            .route("/lobby.html", get(|| async { page("lobby.html") }))
            .route(
                "/assets/{*file}",
                get(|Path(file): Path<String>| async move { page(&format!("assets/{file}")) }),
            )
            .route("/api/lobby", get(view))
            .route("/api/changes", get(changes))
            .with_state(shared);
        // Open event streams would keep a graceful stop waiting for ever.
        let served = tokio::select! {
            served = axum::serve(self.listener, pages) => served.map_err(LobbyError::Network),
            () = stop => Ok(()),
        };
        watching.abort();
        served
    }
}

async fn view(State(shared): State<Shared>, Query(asked): Query<Asked>) -> Response {
    if !may(&shared, &asked) {
        return no();
    }
    let view = lock(&shared.desk).lobby_view(None);
    match view {
        Ok(view) => ([(header::CACHE_CONTROL, "no-store")], Json(view)).into_response(),
        Err(error) => (StatusCode::SERVICE_UNAVAILABLE, error.to_string()).into_response(),
    }
}

async fn changes(State(shared): State<Shared>, Query(asked): Query<Asked>) -> Response {
    if !may(&shared, &asked) {
        return no();
    }
    let changes = lock(&shared.desk).changes();
    Sse::new(told(BroadcastStream::new(changes)))
        .keep_alive(KeepAlive::default())
        .into_response()
}

/// That something has changed, and nothing of what: the page asks for its view.
fn told<T: Clone + Send + 'static>(
    changes: BroadcastStream<T>,
) -> impl Stream<Item = Result<Event, Infallible>> {
    changes.map(|_| Ok(Event::default().event("changed").data("")))
}

fn page(name: &str) -> Response {
    let Some(file) = Pages::get(name) else {
        return match name {
            "lobby.html" => Html(NOT_BUILT).into_response(),
            _ => StatusCode::NOT_FOUND.into_response(),
        };
    };
    let mut headers = HeaderMap::new();
    let kind = file.metadata.mimetype();
    if let Ok(kind) = HeaderValue::from_str(kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // The address holds the token.
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    headers.extend(fixed.map(|(name, value)| (name, HeaderValue::from_static(value))));
    (headers, file.data).into_response()
}

/// Compares in a time that does not tell how much of the token is right.
fn may(shared: &Shared, asked: &Asked) -> bool {
    let (ours, theirs) = (shared.token.as_bytes(), asked.token.as_bytes());
    let differ = ours.iter().zip(theirs).fold(0, |all, (a, b)| all | (a ^ b));
    ours.len() == theirs.len() && differ == 0
}

fn no() -> Response {
    let words = "This address is not complete: use the whole one that Lanyard shows.";
    (StatusCode::FORBIDDEN, words).into_response()
}

async fn watch(desk: Arc<Mutex<Desk>>) {
    loop {
        tokio::time::sleep(LOOK).await;
        // A file that can't be read now is looked at again; the page says what the view says.
        let _ = lock(&desk).refresh();
    }
}

/// A panic elsewhere leaves the desk as its last transaction left it, which is whole.
fn lock(desk: &Mutex<Desk>) -> std::sync::MutexGuard<'_, Desk> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use lanyard_desk_core::{DeskOptions, Home, SystemRng};

    use super::*;

    fn status(url: &str) -> u16 {
        match ureq::get(url).call() {
            Ok(answer) => answer.status().as_u16(),
            Err(ureq::Error::StatusCode(code)) => code,
            Err(other) => panic!("{url}: {other}"),
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn shows_the_evening_to_who_has_the_token_and_nobody_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let options = DeskOptions {
            home: Home::at(folder.path().join("home")),
            ..DeskOptions::default()
        };
        let file = folder.path().join("evening.lanyard");
        let (desk, _) = Desk::create_sample(&file, None, options).unwrap();
        let address = "127.0.0.1:0".parse().unwrap();
        let lobby = Lobby::bind(address, &SystemRng).await.unwrap();
        let url = lobby.url();
        tokio::spawn(lobby.serve(Arc::new(Mutex::new(desk)), std::future::pending()));

        let (root, token) = url.split_once("/?").unwrap();
        let (root, token) = (root.to_owned(), token.to_owned());
        let body = tokio::task::spawn_blocking(move || {
            assert_eq!(status(&format!("{root}/?{token}")), 200);
            assert_eq!(status(&format!("{root}/desk.html")), 404, "the lobby alone");
            assert_eq!(status(&format!("{root}/api/lobby")), 403);
            assert_eq!(status(&format!("{root}/api/lobby?token=0")), 403);
            assert_eq!(status(&format!("{root}/api/changes?token=0")), 403);
            let view = format!("{root}/api/lobby?{token}");
            ureq::get(view)
                .call()
                .unwrap()
                .body_mut()
                .read_to_string()
                .unwrap()
        })
        .await
        .unwrap();
        assert!(body.contains("Scale & Reliability Engineering"), "{body}");
        assert!(body.contains("Barisa Obradovic"));
        assert!(!body.contains("@example"), "no attendee: {body}");
    }
}
