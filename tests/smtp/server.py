"""An SMTP server for the mail tests. It keeps every mail it takes as NUMBER-ADDRESS.eml in a folder,
and can be as difficult as servers are. Its port is the first line that it prints."""

import argparse
import asyncio
import pathlib
import ssl

from aiosmtpd.smtp import SMTP, AuthResult


class Host:
    """Takes mail, or does what it was told to do instead."""

    def __init__(self, options):
        self.options = options
        self.folder = pathlib.Path(options.folder)
        self.taken = 0

    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        if self.options.hang_up_after and self.taken and self.taken % self.options.hang_up_after == 0:
            if getattr(session, "took", 0):
                await hang_up(server)
        if address in self.options.no_sender:
            return "550 5.7.1 not in this name"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address in self.options.refuse or self.options.refuse_all:
            return "550 5.1.1 there is no such mailbox"
        if address in self.options.put_off:
            return "452 4.2.2 the mailbox is full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.options.spam and self.options.spam in envelope.content:
            return "554 5.7.1 this looks like spam"
        self.taken += 1
        session.took = getattr(session, "took", 0) + 1
        name = f"{self.taken:05}-{envelope.rcpt_tos[0]}.eml"
        part = self.folder / f"{name}.part"
        part.write_bytes(envelope.content)
        part.rename(self.folder / name)
        if self.taken in self.options.lose_answer_of:
            await hang_up(server)
        if self.options.slow:
            await asyncio.sleep(self.options.slow)
        return f"250 2.0.0 taken as {self.taken}"


async def hang_up(server):
    server.transport.abort()
    # The connection's task ends with the connection.
    await asyncio.sleep(3600)


def arguments():
    options = argparse.ArgumentParser()
    options.add_argument("folder")
    options.add_argument("--certificate", help="PEM")
    options.add_argument("--key", help="PEM")
    options.add_argument("--tls", action="store_true", help="encrypted from the first")
    options.add_argument("--login", help="USER:PASSWORD")
    options.add_argument("--hang-up-after", type=int, default=0)
    options.add_argument("--lose-answer-of", type=int, action="append", default=[])
    options.add_argument("--refuse", action="append", default=[])
    options.add_argument("--refuse-all", action="store_true")
    options.add_argument("--put-off", action="append", default=[])
    options.add_argument("--no-sender", action="append", default=[])
    options.add_argument("--spam", type=str.encode, default=b"")
    options.add_argument("--slow", type=float, default=0)
    return options.parse_args()


async def serve(options):
    host = Host(options)
    context = None
    if options.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options.certificate, options.key)
    starttls = context if not options.tls else None
    login = {}
    if options.login:
        user, password = options.login.encode().split(b":")

        def authenticator(server, session, envelope, mechanism, auth):
            good = (auth.login, auth.password) == (user, password)
            return AuthResult(success=good, handled=good)

        login = {
            "authenticator": authenticator,
            "auth_required": True,
            "auth_require_tls": context is not None and not options.tls,
        }

    def connection():
        return SMTP(
            host,
            hostname="mail.example.org",
            tls_context=starttls,
            require_starttls=starttls is not None,
            enable_SMTPUTF8=False,
            **login,
        )

    loop = asyncio.get_running_loop()
    inner = context if options.tls else None
    server = await loop.create_server(connection, "127.0.0.1", 0, ssl=inner)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(serve(arguments()))
