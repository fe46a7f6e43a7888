# gongkai from Debian packages and npm alone, out of a clone:
# docker build -t gongkai . && docker run -v "$PWD:/data" gongkai extract archive -o dataset
FROM debian:trixie-slim AS built
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm ca-certificates
WORKDIR /opt/gongkai
COPY . .
# Installing builds; what is built runs without the tools that built it.
RUN npm ci --no-fund --no-audit && npm prune --omit=dev --ignore-scripts --no-fund --no-audit \
 && rm -r src dist/dev tsconfig.json tsconfig.build.json

FROM debian:trixie-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends nodejs ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home reader
COPY --from=built /opt/gongkai /opt/gongkai
RUN ln -s /opt/gongkai/bin/gongkai.js /usr/local/bin/gongkai
USER reader
WORKDIR /data
ENTRYPOINT ["gongkai"]
CMD ["--help"]
