# The dashboard as a wheel in a small image, run by nobody in particular.
FROM python:3.11-slim AS build
WORKDIR /source
RUN pip install --no-cache-dir uv==0.13.9
COPY pyproject.toml uv.lock README.md ./
COPY webapp webapp
COPY sandbox sandbox
COPY templates templates
COPY static static
ENV UV_PROJECT_ENVIRONMENT=/app
RUN uv sync --frozen --no-dev --no-editable

FROM python:3.11-slim
COPY --from=build /app /app
USER 65532:65532
WORKDIR /tmp
ENV PATH=/app/bin:$PATH PYTHONDONTWRITEBYTECODE=1 BIND=0.0.0.0:8000
EXPOSE 8000
HEALTHCHECK CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/livez', timeout=3)"]
CMD ["webapp", "serve"]
