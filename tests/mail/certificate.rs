use super::*;

#[test]
fn the_certificate_that_openssl_makes_by_itself_is_trusted_once_it_was_given() {
    for (security, more) in [("starttls", None), ("tls", Some("--tls"))] {
        let machine = Machine::with_list(LIST);
        // An authority's too, and for no name but the old kind of one.
        let (own, key) = certificate_for(&machine, "own", &[]);
        let mut options = vec!["--certificate", &own, "--key", &key];
        options.extend(more);
        let office = PostOffice::open(&options);
        machine.lanyard(set(&office, security)).exits(0);
        let given = |file: &str| machine.lanyard(["mail", "set", "--certificate", file]);
        let distrusted = || {
            let check = machine.lanyard(["mail", "check"]).exits(3);
            check.says(&["certificate that is not to be trusted"]);
        };
        distrusted();

        // Another of the same name is another.
        let (another, _) = certificate_for(&machine, "another", &[]);
        given(&another).exits(0);
        distrusted();

        given(&own).exits(0);
        let check = machine.lanyard(["mail", "check"]).exits(0).json();
        assert_eq!(check["encrypted"], true, "{security}");
        assert_eq!(send_all(&machine, 3).exits(0).json()["sent"], 3);
        assert_eq!(office.mails().len(), 3, "{security}");

        given("").exits(0);
        distrusted();
        given(&key).exits(2).says(&["is none in PEM"]);
    }
}
