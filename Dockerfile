# The image of livc: one program, no shell, no package manager, nobody is root.
# The reasons are in docs/adr/0010-an-image-without-a-shell.md; how it is run, in docs/operations.md.

FROM docker.io/library/rust:1.95-bookworm AS build
WORKDIR /build
COPY . .
# SQLite, libpq and OpenSSL are built from source: this image brings the compiler, perl and make they need.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target \
    cargo build --release --locked --bin livc \
    && install -D --mode=0755 target/release/livc /image/usr/local/bin/livc \
    && install -D --mode=0644 config/production.toml /image/etc/livc/livc.toml \
    && install -D --mode=0644 LICENSE /image/usr/share/doc/livc/LICENSE
# A volume that is made anew takes its owner from the folder it is laid over.
RUN install -d --mode=0700 /state

FROM gcr.io/distroless/cc-debian12:nonroot
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="livc" \
      org.opencontainers.image.description="Backend for a LIVC R (CSIL R): who may know what, and a record of who did." \
      org.opencontainers.image.licenses="EUPL-1.2" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="gcr.io/distroless/cc-debian12:nonroot"
COPY --from=build /image/ /
COPY --from=build --chown=65532:65532 /state /var/lib/livc
USER 65532:65532
WORKDIR /var/lib/livc
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["/usr/local/bin/livc", "--config", "/etc/livc/livc.toml", "health"]
ENTRYPOINT ["/usr/local/bin/livc", "--config", "/etc/livc/livc.toml"]
CMD ["serve"]
