# shapelint, and nothing else: no framework is needed. docker run --rm --volume "$PWD:/work:ro" shapelint check --no-cache
FROM python:3.12-slim AS build
COPY pyproject.toml README.md LICENSE /source/
COPY linter /source/linter
COPY rules /source/rules
RUN python -m venv /opt/shapelint && /opt/shapelint/bin/pip install --no-cache-dir --quiet /source

FROM python:3.12-slim
COPY --from=build /opt/shapelint /opt/shapelint
ENV PATH="/opt/shapelint/bin:$PATH"
RUN useradd --create-home checker
USER checker
WORKDIR /work
ENTRYPOINT ["shapelint"]
CMD ["check"]
