# One image for every role. Debian's C library, because the pinned Node of the base is what the product is tested on and the
# embedded store knows no musl. `--build-arg EMBEDDED=1` keeps the embedded store (half a gigabyte) for a single container.
ARG NODE=24.21.0

FROM node:${NODE}-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No install scripts: the image has its Node from the base, and the embedded store needs none.
RUN npm ci --omit=dev --ignore-scripts
COPY . .
RUN node dashboard/web/build.ts
ARG EMBEDDED=0
# What only the build needed, and the second Node that npm brings for machines without one.
RUN rm -rf node_modules/node node_modules/node-bin-* node_modules/.bin \
      node_modules/vite node_modules/rolldown node_modules/@rolldown node_modules/lightningcss* \
  && if [ "$EMBEDDED" != 1 ]; then rm -rf node_modules/chdb node_modules/@chdb; fi

FROM node:${NODE}-bookworm-slim
LABEL org.opencontainers.image.title="Tizheng 体征" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production TZ=UTC TIZHENG_DATA_DIR=/var/lib/tizheng
RUN groupadd --gid 10001 tizheng \
  && useradd --uid 10001 --gid tizheng --no-create-home --shell /usr/sbin/nologin tizheng \
  && install -d -o tizheng -g tizheng -m 0700 /var/lib/tizheng /var/lib/tizheng/media \
  && rm -rf /usr/local/lib/node_modules/npm /usr/local/bin/npm /usr/local/bin/npx /opt/yarn* /usr/local/bin/yarn*
WORKDIR /app
COPY --from=build /app /app
USER 10001:10001
EXPOSE 6808/tcp 6808/udp 6809 8808 8085 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "tools/healthy.ts"]
# As `npm start`: a young generation that may grow without need costs every thread of a role up to 50 MB more.
ENTRYPOINT ["node", "--max-semi-space-size=16", "tools/start.ts"]
