//! Which server is the one it says it is.

use lettre::transport::smtp::client::{Certificate, TlsParameters};
use rustls::pki_types::{CertificateDer, pem::PemObject};

use super::smtp::{Line, Server, SmtpError};

impl Server {
    /// Trusts whom the system trusts, and whomever the given certificate has signed.
    pub(super) fn tls(&self) -> Result<TlsParameters, SmtpError> {
        let mut tls = TlsParameters::builder(self.host.clone());
        if !self.given()?.is_empty() {
            let pem = Certificate::from_pem(self.certificate.as_bytes());
            tls = tls.add_root_certificate(pem.map_err(|_| SmtpError::NoCertificate)?);
        }
        tls.build_rustls().map_err(|_| SmtpError::NoCertificate)
    }

    /// The line to a server that was `refused` but shows the very certificate that was given: the
    /// one that somebody makes for a server of their own is most often an authority's as well,
    /// which no server may show by the rules. Nothing but a greeting is said before.
    pub(super) fn pinned(&self, refused: SmtpError) -> Result<Line, SmtpError> {
        let given = self.given()?;
        if given.is_empty() {
            return Err(refused);
        }
        // That the server has the certificate's key is looked at all the same.
        let tls = TlsParameters::builder(self.host.clone())
            .dangerous_accept_invalid_certs(true)
            .dangerous_accept_invalid_hostnames(true)
            .build_rustls()
            .map_err(|_| SmtpError::NoCertificate)?;
        let line = self.open(&tls)?;
        let shown = line.certificate();
        if given
            .iter()
            .any(|one| Some(one.as_ref()) == shown.as_deref())
        {
            return Ok(line);
        }
        line.close();
        Err(refused)
    }

    /// The certificates that were given.
    fn given(&self) -> Result<Vec<CertificateDer<'static>>, SmtpError> {
        if self.certificate.trim().is_empty() {
            return Ok(Vec::new());
        }
        let all = CertificateDer::pem_slice_iter(self.certificate.as_bytes());
        let all: Vec<_> = all
            .collect::<Result<_, _>>()
            .map_err(|_| SmtpError::NoCertificate)?;
        // A file without any is read without an error.
        if all.is_empty() {
            return Err(SmtpError::NoCertificate);
        }
        Ok(all)
    }
}
