# The dashboard as a wheel in a small image. Nobody in particular runs it, it writes nothing but what
# goes into /tmp, and compilers and uv stay behind in the first stage.
FROM python:3.11.14-slim-bookworm AS build
WORKDIR /source
ENV UV_PROJECT_ENVIRONMENT=/app UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 UV_PYTHON_DOWNLOADS=never
# "yes" for an image that can send traces; without, redis-py does not load what it finds of them.
ARG TRACING=no
# What is locked, with its hashes, apart from our own files: these change more often.
COPY pyproject.toml uv.lock uv.txt ./
RUN if [ "$TRACING" = yes ]; then set -- --extra tracing; fi; \
  pip install --no-cache-dir --require-hashes -r uv.txt \
  && uv sync --frozen --no-dev --no-install-project "$@"
COPY README.md ./
COPY webapp webapp
COPY sandbox sandbox
COPY templates templates
COPY static static
RUN if [ "$TRACING" = yes ]; then set -- --extra tracing; fi; \
  uv sync --frozen --no-dev --no-editable "$@"

FROM python:3.11.14-slim-bookworm
COPY --from=build /app /app
ENV PATH=/app/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 BIND=0.0.0.0:8000 DRAIN_SECONDS=5
USER 65532:65532
WORKDIR /tmp
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/livez', timeout=3)"]
CMD ["webapp", "serve"]
