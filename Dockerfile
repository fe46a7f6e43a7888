# gongkai from Debian packages and npm alone: docker build -t gongkai . && docker run -v "$PWD:/data" gongkai extract archive -o dataset
FROM debian:trixie-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends nodejs npm ca-certificates \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/gongkai
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-fund --no-audit
COPY bin bin
COPY dist dist
COPY locales locales
COPY pipelines pipelines
COPY LICENSE CITATION.cff CHANGELOG.md ./
RUN ln -s /opt/gongkai/bin/gongkai.js /usr/local/bin/gongkai && useradd --create-home reader
USER reader
WORKDIR /data
ENTRYPOINT ["gongkai"]
CMD ["--help"]
