/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["tizheng-live"] || ($protobuf.roots["tizheng-live"] = {});

export const tizheng = $root.tizheng = (() => {

    /**
     * Namespace tizheng.
     * @exports tizheng
     * @namespace
     */
    const tizheng = {};

    tizheng.live = (function() {

        /**
         * Namespace live.
         * @memberof tizheng
         * @namespace
         */
        const live = {};

        live.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof tizheng.live
             * @namespace
             */
            const v1 = {};

            v1.ServerMessage = (function() {

                /**
                 * Properties of a ServerMessage.
                 * @typedef {Object} tizheng.live.v1.ServerMessage.$Properties
                 * @property {tizheng.live.v1.Hello.$Properties|null} [hello] ServerMessage hello
                 * @property {tizheng.live.v1.PositionFrame.$Properties|null} [positions] ServerMessage positions
                 * @property {tizheng.live.v1.AlertEvent.$Properties|null} [alert] ServerMessage alert
                 * @property {tizheng.live.v1.Pong.$Properties|null} [pong] ServerMessage pong
                 * @property {tizheng.live.v1.Resync.$Properties|null} [resync] ServerMessage resync
                 * @property {tizheng.live.v1.GridFrame.$Properties|null} [grid] ServerMessage grid
                 * @property {tizheng.live.v1.IndicatorFrame.$Properties|null} [indicators] ServerMessage indicators
                 * @property {tizheng.live.v1.SensorFrame.$Properties|null} [sensors] ServerMessage sensors
                 * @property {"hello"|"positions"|"alert"|"pong"|"resync"|"grid"|"indicators"|"sensors"} [body] ServerMessage body
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ServerMessage.
                 * @memberof tizheng.live.v1
                 * @interface IServerMessage
                 * @augments tizheng.live.v1.ServerMessage.$Properties
                 * @deprecated Use tizheng.live.v1.ServerMessage.$Properties instead.
                 */

                /**
                 * Narrowed shape of a ServerMessage.
                 * @typedef {{
                 *   hello?: tizheng.live.v1.Hello.$Shape|null;
                 *   positions?: tizheng.live.v1.PositionFrame.$Shape|null;
                 *   alert?: tizheng.live.v1.AlertEvent.$Shape|null;
                 *   pong?: tizheng.live.v1.Pong.$Shape|null;
                 *   resync?: tizheng.live.v1.Resync.$Shape|null;
                 *   grid?: tizheng.live.v1.GridFrame.$Shape|null;
                 *   indicators?: tizheng.live.v1.IndicatorFrame.$Shape|null;
                 *   sensors?: tizheng.live.v1.SensorFrame.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ body?: undefined; hello?: null; positions?: null; alert?: null; pong?: null; resync?: null; grid?: null; indicators?: null; sensors?: null }|{ body?: "hello"; hello: tizheng.live.v1.Hello.$Shape; positions?: null; alert?: null; pong?: null; resync?: null; grid?: null; indicators?: null; sensors?: null }|{ body?: "positions"; hello?: null; positions: tizheng.live.v1.PositionFrame.$Shape; alert?: null; pong?: null; resync?: null; grid?: null; indicators?: null; sensors?: null }|{ body?: "alert"; hello?: null; positions?: null; alert: tizheng.live.v1.AlertEvent.$Shape; pong?: null; resync?: null; grid?: null; indicators?: null; sensors?: null }|{ body?: "pong"; hello?: null; positions?: null; alert?: null; pong: tizheng.live.v1.Pong.$Shape; resync?: null; grid?: null; indicators?: null; sensors?: null }|{ body?: "resync"; hello?: null; positions?: null; alert?: null; pong?: null; resync: tizheng.live.v1.Resync.$Shape; grid?: null; indicators?: null; sensors?: null }|{ body?: "grid"; hello?: null; positions?: null; alert?: null; pong?: null; resync?: null; grid: tizheng.live.v1.GridFrame.$Shape; indicators?: null; sensors?: null }|{ body?: "indicators"; hello?: null; positions?: null; alert?: null; pong?: null; resync?: null; grid?: null; indicators: tizheng.live.v1.IndicatorFrame.$Shape; sensors?: null }|{ body?: "sensors"; hello?: null; positions?: null; alert?: null; pong?: null; resync?: null; grid?: null; indicators?: null; sensors: tizheng.live.v1.SensorFrame.$Shape })
                 * )} tizheng.live.v1.ServerMessage.$Shape
                 */

                /**
                 * Constructs a new ServerMessage.
                 * @memberof tizheng.live.v1
                 * @classdesc Represents a ServerMessage.
                 * @constructor
                 * @param {tizheng.live.v1.ServerMessage.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ServerMessage = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ServerMessage hello.
                 * @member {tizheng.live.v1.Hello|null} hello
                 * @memberof tizheng.live.v1.ServerMessage
                 * @instance
                 */
                ServerMessage.prototype.hello = null;

                /**
                 * ServerMessage positions.
                 * @member {tizheng.live.v1.PositionFrame|null} positions
                 * @memberof tizheng.live.v1.ServerMessage
                 * @instance
                 */
                ServerMessage.prototype.positions = null;

                /**
                 * ServerMessage alert.
                 * @member {tizheng.live.v1.AlertEvent|null} alert
                 * @memberof tizheng.live.v1.ServerMessage
                 * @instance
                 */
                ServerMessage.prototype.alert = null;

                /**
                 * ServerMessage pong.
                 * @member {tizheng.live.v1.Pong|null} pong
                 * @memberof tizheng.live.v1.ServerMessage
                 * @instance
                 */
                ServerMessage.prototype.pong = null;

                /**
                 * ServerMessage resync.
                 * @member {tizheng.live.v1.Resync|null} resync
                 * @memberof tizheng.live.v1.ServerMessage
                 * @instance
                 */
                ServerMessage.prototype.resync = null;

                /**
                 * ServerMessage grid.
                 * @member {tizheng.live.v1.GridFrame|null} grid
                 * @memberof tizheng.live.v1.ServerMessage
                 * @instance
                 */
                ServerMessage.prototype.grid = null;

                /**
                 * ServerMessage indicators.
                 * @member {tizheng.live.v1.IndicatorFrame|null} indicators
                 * @memberof tizheng.live.v1.ServerMessage
                 * @instance
                 */
                ServerMessage.prototype.indicators = null;

                /**
                 * ServerMessage sensors.
                 * @member {tizheng.live.v1.SensorFrame|null} sensors
                 * @memberof tizheng.live.v1.ServerMessage
                 * @instance
                 */
                ServerMessage.prototype.sensors = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * ServerMessage body.
                 * @member {"hello"|"positions"|"alert"|"pong"|"resync"|"grid"|"indicators"|"sensors"|undefined} body
                 * @memberof tizheng.live.v1.ServerMessage
                 * @instance
                 */
                $Object.defineProperty(ServerMessage.prototype, "body", {
                    get: $util.oneOfGetter($oneOfFields = ["hello", "positions", "alert", "pong", "resync", "grid", "indicators", "sensors"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified ServerMessage message. Does not implicitly {@link tizheng.live.v1.ServerMessage.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.live.v1.ServerMessage
                 * @static
                 * @param {tizheng.live.v1.ServerMessage.$Properties} message ServerMessage message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ServerMessage.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                        $root.tizheng.live.v1.Hello.encode(message.hello, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.positions != null && $Object.hasOwnProperty.call(message, "positions"))
                        $root.tizheng.live.v1.PositionFrame.encode(message.positions, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.alert != null && $Object.hasOwnProperty.call(message, "alert"))
                        $root.tizheng.live.v1.AlertEvent.encode(message.alert, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.pong != null && $Object.hasOwnProperty.call(message, "pong"))
                        $root.tizheng.live.v1.Pong.encode(message.pong, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.resync != null && $Object.hasOwnProperty.call(message, "resync"))
                        $root.tizheng.live.v1.Resync.encode(message.resync, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.grid != null && $Object.hasOwnProperty.call(message, "grid"))
                        $root.tizheng.live.v1.GridFrame.encode(message.grid, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                    if (message.indicators != null && $Object.hasOwnProperty.call(message, "indicators"))
                        $root.tizheng.live.v1.IndicatorFrame.encode(message.indicators, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                    if (message.sensors != null && $Object.hasOwnProperty.call(message, "sensors"))
                        $root.tizheng.live.v1.SensorFrame.encode(message.sensors, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ServerMessage message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.live.v1.ServerMessage
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.ServerMessage & tizheng.live.v1.ServerMessage.$Shape} ServerMessage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ServerMessage.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.live.v1.ServerMessage();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.hello = $root.tizheng.live.v1.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                                message.body = "hello";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.positions = $root.tizheng.live.v1.PositionFrame.decode(reader, reader.size(), $undefined, _depth + 1, message.positions);
                                message.body = "positions";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.alert = $root.tizheng.live.v1.AlertEvent.decode(reader, reader.size(), $undefined, _depth + 1, message.alert);
                                message.body = "alert";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.pong = $root.tizheng.live.v1.Pong.decode(reader, reader.size(), $undefined, _depth + 1, message.pong);
                                message.body = "pong";
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.resync = $root.tizheng.live.v1.Resync.decode(reader, reader.size(), $undefined, _depth + 1, message.resync);
                                message.body = "resync";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.grid = $root.tizheng.live.v1.GridFrame.decode(reader, reader.size(), $undefined, _depth + 1, message.grid);
                                message.body = "grid";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.indicators = $root.tizheng.live.v1.IndicatorFrame.decode(reader, reader.size(), $undefined, _depth + 1, message.indicators);
                                message.body = "indicators";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.sensors = $root.tizheng.live.v1.SensorFrame.decode(reader, reader.size(), $undefined, _depth + 1, message.sensors);
                                message.body = "sensors";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ServerMessage;
            })();

            v1.ClientMessage = (function() {

                /**
                 * Properties of a ClientMessage.
                 * @typedef {Object} tizheng.live.v1.ClientMessage.$Properties
                 * @property {tizheng.live.v1.Subscribe.$Properties|null} [subscribe] ClientMessage subscribe
                 * @property {tizheng.live.v1.Ping.$Properties|null} [ping] ClientMessage ping
                 * @property {tizheng.live.v1.AlertAck.$Properties|null} [alertAck] ClientMessage alertAck
                 * @property {tizheng.live.v1.Watch.$Properties|null} [watch] ClientMessage watch
                 * @property {"subscribe"|"ping"|"alertAck"|"watch"} [body] ClientMessage body
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ClientMessage.
                 * @memberof tizheng.live.v1
                 * @interface IClientMessage
                 * @augments tizheng.live.v1.ClientMessage.$Properties
                 * @deprecated Use tizheng.live.v1.ClientMessage.$Properties instead.
                 */

                /**
                 * Narrowed shape of a ClientMessage.
                 * @typedef {{
                 *   subscribe?: tizheng.live.v1.Subscribe.$Shape|null;
                 *   ping?: tizheng.live.v1.Ping.$Shape|null;
                 *   alertAck?: tizheng.live.v1.AlertAck.$Shape|null;
                 *   watch?: tizheng.live.v1.Watch.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ body?: undefined; subscribe?: null; ping?: null; alertAck?: null; watch?: null }|{ body?: "subscribe"; subscribe: tizheng.live.v1.Subscribe.$Shape; ping?: null; alertAck?: null; watch?: null }|{ body?: "ping"; subscribe?: null; ping: tizheng.live.v1.Ping.$Shape; alertAck?: null; watch?: null }|{ body?: "alertAck"; subscribe?: null; ping?: null; alertAck: tizheng.live.v1.AlertAck.$Shape; watch?: null }|{ body?: "watch"; subscribe?: null; ping?: null; alertAck?: null; watch: tizheng.live.v1.Watch.$Shape })
                 * )} tizheng.live.v1.ClientMessage.$Shape
                 */

                /**
                 * Constructs a new ClientMessage.
                 * @memberof tizheng.live.v1
                 * @classdesc Represents a ClientMessage.
                 * @constructor
                 * @param {tizheng.live.v1.ClientMessage.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ClientMessage = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ClientMessage subscribe.
                 * @member {tizheng.live.v1.Subscribe|null} subscribe
                 * @memberof tizheng.live.v1.ClientMessage
                 * @instance
                 */
                ClientMessage.prototype.subscribe = null;

                /**
                 * ClientMessage ping.
                 * @member {tizheng.live.v1.Ping|null} ping
                 * @memberof tizheng.live.v1.ClientMessage
                 * @instance
                 */
                ClientMessage.prototype.ping = null;

                /**
                 * ClientMessage alertAck.
                 * @member {tizheng.live.v1.AlertAck|null} alertAck
                 * @memberof tizheng.live.v1.ClientMessage
                 * @instance
                 */
                ClientMessage.prototype.alertAck = null;

                /**
                 * ClientMessage watch.
                 * @member {tizheng.live.v1.Watch|null} watch
                 * @memberof tizheng.live.v1.ClientMessage
                 * @instance
                 */
                ClientMessage.prototype.watch = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * ClientMessage body.
                 * @member {"subscribe"|"ping"|"alertAck"|"watch"|undefined} body
                 * @memberof tizheng.live.v1.ClientMessage
                 * @instance
                 */
                $Object.defineProperty(ClientMessage.prototype, "body", {
                    get: $util.oneOfGetter($oneOfFields = ["subscribe", "ping", "alertAck", "watch"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified ClientMessage message. Does not implicitly {@link tizheng.live.v1.ClientMessage.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.live.v1.ClientMessage
                 * @static
                 * @param {tizheng.live.v1.ClientMessage.$Properties} message ClientMessage message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ClientMessage.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.subscribe != null && $Object.hasOwnProperty.call(message, "subscribe"))
                        $root.tizheng.live.v1.Subscribe.encode(message.subscribe, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.ping != null && $Object.hasOwnProperty.call(message, "ping"))
                        $root.tizheng.live.v1.Ping.encode(message.ping, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.alertAck != null && $Object.hasOwnProperty.call(message, "alertAck"))
                        $root.tizheng.live.v1.AlertAck.encode(message.alertAck, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.watch != null && $Object.hasOwnProperty.call(message, "watch"))
                        $root.tizheng.live.v1.Watch.encode(message.watch, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ClientMessage message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.live.v1.ClientMessage
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.ClientMessage & tizheng.live.v1.ClientMessage.$Shape} ClientMessage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ClientMessage.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.live.v1.ClientMessage();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.subscribe = $root.tizheng.live.v1.Subscribe.decode(reader, reader.size(), $undefined, _depth + 1, message.subscribe);
                                message.body = "subscribe";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.ping = $root.tizheng.live.v1.Ping.decode(reader, reader.size(), $undefined, _depth + 1, message.ping);
                                message.body = "ping";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.alertAck = $root.tizheng.live.v1.AlertAck.decode(reader, reader.size(), $undefined, _depth + 1, message.alertAck);
                                message.body = "alertAck";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.watch = $root.tizheng.live.v1.Watch.decode(reader, reader.size(), $undefined, _depth + 1, message.watch);
                                message.body = "watch";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ClientMessage;
            })();

            v1.Hello = (function() {

                /**
                 * Properties of a Hello.
                 * @typedef {Object} tizheng.live.v1.Hello.$Properties
                 * @property {string} [serverVersion] Hello serverVersion
                 * @property {number|Long} [nowMs] Hello nowMs
                 * @property {string} [alertEpoch] Hello alertEpoch
                 * @property {number|Long} [alertSeq] Hello alertSeq
                 * @property {number|Long} [rosterVersion] Hello rosterVersion
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Hello.
                 * @memberof tizheng.live.v1
                 * @interface IHello
                 * @augments tizheng.live.v1.Hello.$Properties
                 * @deprecated Use tizheng.live.v1.Hello.$Properties instead.
                 */

                /**
                 * Shape of a Hello.
                 * @typedef {tizheng.live.v1.Hello.$Properties} tizheng.live.v1.Hello.$Shape
                 */

                /**
                 * Constructs a new Hello.
                 * @memberof tizheng.live.v1
                 * @classdesc Represents a Hello.
                 * @constructor
                 * @param {tizheng.live.v1.Hello.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Hello = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Hello serverVersion.
                 * @member {string} serverVersion
                 * @memberof tizheng.live.v1.Hello
                 * @instance
                 */
                Hello.prototype.serverVersion = "";

                /**
                 * Hello nowMs.
                 * @member {number|Long} nowMs
                 * @memberof tizheng.live.v1.Hello
                 * @instance
                 */
                Hello.prototype.nowMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Hello alertEpoch.
                 * @member {string} alertEpoch
                 * @memberof tizheng.live.v1.Hello
                 * @instance
                 */
                Hello.prototype.alertEpoch = "";

                /**
                 * Hello alertSeq.
                 * @member {number|Long} alertSeq
                 * @memberof tizheng.live.v1.Hello
                 * @instance
                 */
                Hello.prototype.alertSeq = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Hello rosterVersion.
                 * @member {number|Long} rosterVersion
                 * @memberof tizheng.live.v1.Hello
                 * @instance
                 */
                Hello.prototype.rosterVersion = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Hello message. Does not implicitly {@link tizheng.live.v1.Hello.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.live.v1.Hello
                 * @static
                 * @param {tizheng.live.v1.Hello.$Properties} message Hello message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Hello.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.serverVersion != null && $Object.hasOwnProperty.call(message, "serverVersion") && message.serverVersion !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.serverVersion);
                    if (message.nowMs != null && $Object.hasOwnProperty.call(message, "nowMs") && (typeof message.nowMs === "object" ? message.nowMs.low || message.nowMs.high : message.nowMs !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.nowMs);
                    if (message.alertEpoch != null && $Object.hasOwnProperty.call(message, "alertEpoch") && message.alertEpoch !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.alertEpoch);
                    if (message.alertSeq != null && $Object.hasOwnProperty.call(message, "alertSeq") && (typeof message.alertSeq === "object" ? message.alertSeq.low || message.alertSeq.high : message.alertSeq !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.alertSeq);
                    if (message.rosterVersion != null && $Object.hasOwnProperty.call(message, "rosterVersion") && (typeof message.rosterVersion === "object" ? message.rosterVersion.low || message.rosterVersion.high : message.rosterVersion !== 0))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.rosterVersion);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Hello message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.live.v1.Hello
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.Hello & tizheng.live.v1.Hello.$Shape} Hello
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Hello.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.live.v1.Hello();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.serverVersion = value;
                                else
                                    delete message.serverVersion;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.nowMs = value;
                                else
                                    delete message.nowMs;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.alertEpoch = value;
                                else
                                    delete message.alertEpoch;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.alertSeq = value;
                                else
                                    delete message.alertSeq;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.rosterVersion = value;
                                else
                                    delete message.rosterVersion;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Hello;
            })();

            v1.Subscribe = (function() {

                /**
                 * Properties of a Subscribe.
                 * @typedef {Object} tizheng.live.v1.Subscribe.$Properties
                 * @property {number} [west] Subscribe west
                 * @property {number} [south] Subscribe south
                 * @property {number} [east] Subscribe east
                 * @property {number} [north] Subscribe north
                 * @property {number} [zoom] Subscribe zoom
                 * @property {Array.<number>} [follow] Subscribe follow
                 * @property {string} [alertEpoch] Subscribe alertEpoch
                 * @property {number|Long} [alertSeq] Subscribe alertSeq
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Subscribe.
                 * @memberof tizheng.live.v1
                 * @interface ISubscribe
                 * @augments tizheng.live.v1.Subscribe.$Properties
                 * @deprecated Use tizheng.live.v1.Subscribe.$Properties instead.
                 */

                /**
                 * Shape of a Subscribe.
                 * @typedef {tizheng.live.v1.Subscribe.$Properties} tizheng.live.v1.Subscribe.$Shape
                 */

                /**
                 * Constructs a new Subscribe.
                 * @memberof tizheng.live.v1
                 * @classdesc Represents a Subscribe.
                 * @constructor
                 * @param {tizheng.live.v1.Subscribe.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Subscribe = function (properties) {
                    this.follow = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Subscribe west.
                 * @member {number} west
                 * @memberof tizheng.live.v1.Subscribe
                 * @instance
                 */
                Subscribe.prototype.west = 0;

                /**
                 * Subscribe south.
                 * @member {number} south
                 * @memberof tizheng.live.v1.Subscribe
                 * @instance
                 */
                Subscribe.prototype.south = 0;

                /**
                 * Subscribe east.
                 * @member {number} east
                 * @memberof tizheng.live.v1.Subscribe
                 * @instance
                 */
                Subscribe.prototype.east = 0;

                /**
                 * Subscribe north.
                 * @member {number} north
                 * @memberof tizheng.live.v1.Subscribe
                 * @instance
                 */
                Subscribe.prototype.north = 0;

                /**
                 * Subscribe zoom.
                 * @member {number} zoom
                 * @memberof tizheng.live.v1.Subscribe
                 * @instance
                 */
                Subscribe.prototype.zoom = 0;

                /**
                 * Subscribe follow.
                 * @member {Array.<number>} follow
                 * @memberof tizheng.live.v1.Subscribe
                 * @instance
                 */
                Subscribe.prototype.follow = $util.emptyArray;

                /**
                 * Subscribe alertEpoch.
                 * @member {string} alertEpoch
                 * @memberof tizheng.live.v1.Subscribe
                 * @instance
                 */
                Subscribe.prototype.alertEpoch = "";

                /**
                 * Subscribe alertSeq.
                 * @member {number|Long} alertSeq
                 * @memberof tizheng.live.v1.Subscribe
                 * @instance
                 */
                Subscribe.prototype.alertSeq = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Subscribe message. Does not implicitly {@link tizheng.live.v1.Subscribe.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.live.v1.Subscribe
                 * @static
                 * @param {tizheng.live.v1.Subscribe.$Properties} message Subscribe message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Subscribe.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.west != null && $Object.hasOwnProperty.call(message, "west") && !$Object.is(message.west, 0))
                        writer.uint32(/* id 1, wireType 1 =*/9).double(message.west);
                    if (message.south != null && $Object.hasOwnProperty.call(message, "south") && !$Object.is(message.south, 0))
                        writer.uint32(/* id 2, wireType 1 =*/17).double(message.south);
                    if (message.east != null && $Object.hasOwnProperty.call(message, "east") && !$Object.is(message.east, 0))
                        writer.uint32(/* id 3, wireType 1 =*/25).double(message.east);
                    if (message.north != null && $Object.hasOwnProperty.call(message, "north") && !$Object.is(message.north, 0))
                        writer.uint32(/* id 4, wireType 1 =*/33).double(message.north);
                    if (message.zoom != null && $Object.hasOwnProperty.call(message, "zoom") && !$Object.is(message.zoom, 0))
                        writer.uint32(/* id 5, wireType 1 =*/41).double(message.zoom);
                    if (message.follow != null && message.follow.length)
                        writer.uint32(/* id 6, wireType 2 =*/50).uint32s(message.follow);
                    if (message.alertEpoch != null && $Object.hasOwnProperty.call(message, "alertEpoch") && message.alertEpoch !== "")
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.alertEpoch);
                    if (message.alertSeq != null && $Object.hasOwnProperty.call(message, "alertSeq") && (typeof message.alertSeq === "object" ? message.alertSeq.low || message.alertSeq.high : message.alertSeq !== 0))
                        writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.alertSeq);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Subscribe message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.live.v1.Subscribe
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.Subscribe & tizheng.live.v1.Subscribe.$Shape} Subscribe
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Subscribe.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.live.v1.Subscribe();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.west = value;
                                else
                                    delete message.west;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.south = value;
                                else
                                    delete message.south;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.east = value;
                                else
                                    delete message.east;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.north = value;
                                else
                                    delete message.north;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.zoom = value;
                                else
                                    delete message.zoom;
                                continue;
                            }
                        case 6: {
                                if (wireType === 2) {
                                    if (!(message.follow && message.follow.length))
                                        message.follow = [];
                                    reader.uint32s(message.follow);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.follow && message.follow.length))
                                    message.follow = [];
                                message.follow.push(reader.uint32());
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.alertEpoch = value;
                                else
                                    delete message.alertEpoch;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.alertSeq = value;
                                else
                                    delete message.alertSeq;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Subscribe;
            })();

            v1.PositionFrame = (function() {

                /**
                 * Properties of a PositionFrame.
                 * @typedef {Object} tizheng.live.v1.PositionFrame.$Properties
                 * @property {number|Long} [baseTimeMs] PositionFrame baseTimeMs
                 * @property {Array.<number>} [handle] PositionFrame handle
                 * @property {Array.<number>} [longitudeE6] PositionFrame longitudeE6
                 * @property {Array.<number>} [latitudeE6] PositionFrame latitudeE6
                 * @property {Array.<number>} [speedKmh] PositionFrame speedKmh
                 * @property {Array.<number>} [courseHalf] PositionFrame courseHalf
                 * @property {Array.<number>} [ageS] PositionFrame ageS
                 * @property {Array.<number>} [state] PositionFrame state
                 * @property {number} [vehiclesTotal] PositionFrame vehiclesTotal
                 * @property {boolean} [reset] PositionFrame reset
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a PositionFrame.
                 * @memberof tizheng.live.v1
                 * @interface IPositionFrame
                 * @augments tizheng.live.v1.PositionFrame.$Properties
                 * @deprecated Use tizheng.live.v1.PositionFrame.$Properties instead.
                 */

                /**
                 * Shape of a PositionFrame.
                 * @typedef {tizheng.live.v1.PositionFrame.$Properties} tizheng.live.v1.PositionFrame.$Shape
                 */

                /**
                 * Constructs a new PositionFrame.
                 * @memberof tizheng.live.v1
                 * @classdesc Represents a PositionFrame.
                 * @constructor
                 * @param {tizheng.live.v1.PositionFrame.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const PositionFrame = function (properties) {
                    this.handle = [];
                    this.longitudeE6 = [];
                    this.latitudeE6 = [];
                    this.speedKmh = [];
                    this.courseHalf = [];
                    this.ageS = [];
                    this.state = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * PositionFrame baseTimeMs.
                 * @member {number|Long} baseTimeMs
                 * @memberof tizheng.live.v1.PositionFrame
                 * @instance
                 */
                PositionFrame.prototype.baseTimeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * PositionFrame handle.
                 * @member {Array.<number>} handle
                 * @memberof tizheng.live.v1.PositionFrame
                 * @instance
                 */
                PositionFrame.prototype.handle = $util.emptyArray;

                /**
                 * PositionFrame longitudeE6.
                 * @member {Array.<number>} longitudeE6
                 * @memberof tizheng.live.v1.PositionFrame
                 * @instance
                 */
                PositionFrame.prototype.longitudeE6 = $util.emptyArray;

                /**
                 * PositionFrame latitudeE6.
                 * @member {Array.<number>} latitudeE6
                 * @memberof tizheng.live.v1.PositionFrame
                 * @instance
                 */
                PositionFrame.prototype.latitudeE6 = $util.emptyArray;

                /**
                 * PositionFrame speedKmh.
                 * @member {Array.<number>} speedKmh
                 * @memberof tizheng.live.v1.PositionFrame
                 * @instance
                 */
                PositionFrame.prototype.speedKmh = $util.emptyArray;

                /**
                 * PositionFrame courseHalf.
                 * @member {Array.<number>} courseHalf
                 * @memberof tizheng.live.v1.PositionFrame
                 * @instance
                 */
                PositionFrame.prototype.courseHalf = $util.emptyArray;

                /**
                 * PositionFrame ageS.
                 * @member {Array.<number>} ageS
                 * @memberof tizheng.live.v1.PositionFrame
                 * @instance
                 */
                PositionFrame.prototype.ageS = $util.emptyArray;

                /**
                 * PositionFrame state.
                 * @member {Array.<number>} state
                 * @memberof tizheng.live.v1.PositionFrame
                 * @instance
                 */
                PositionFrame.prototype.state = $util.emptyArray;

                /**
                 * PositionFrame vehiclesTotal.
                 * @member {number} vehiclesTotal
                 * @memberof tizheng.live.v1.PositionFrame
                 * @instance
                 */
                PositionFrame.prototype.vehiclesTotal = 0;

                /**
                 * PositionFrame reset.
                 * @member {boolean} reset
                 * @memberof tizheng.live.v1.PositionFrame
                 * @instance
                 */
                PositionFrame.prototype.reset = false;

                /**
                 * Encodes the specified PositionFrame message. Does not implicitly {@link tizheng.live.v1.PositionFrame.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.live.v1.PositionFrame
                 * @static
                 * @param {tizheng.live.v1.PositionFrame.$Properties} message PositionFrame message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                PositionFrame.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.baseTimeMs != null && $Object.hasOwnProperty.call(message, "baseTimeMs") && (typeof message.baseTimeMs === "object" ? message.baseTimeMs.low || message.baseTimeMs.high : message.baseTimeMs !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.baseTimeMs);
                    if (message.handle != null && message.handle.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).uint32s(message.handle);
                    if (message.longitudeE6 != null && message.longitudeE6.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).sint32s(message.longitudeE6);
                    if (message.latitudeE6 != null && message.latitudeE6.length)
                        writer.uint32(/* id 4, wireType 2 =*/34).sint32s(message.latitudeE6);
                    if (message.speedKmh != null && message.speedKmh.length)
                        writer.uint32(/* id 5, wireType 2 =*/42).uint32s(message.speedKmh);
                    if (message.courseHalf != null && message.courseHalf.length)
                        writer.uint32(/* id 6, wireType 2 =*/50).uint32s(message.courseHalf);
                    if (message.ageS != null && message.ageS.length)
                        writer.uint32(/* id 7, wireType 2 =*/58).uint32s(message.ageS);
                    if (message.state != null && message.state.length)
                        writer.uint32(/* id 8, wireType 2 =*/66).uint32s(message.state);
                    if (message.vehiclesTotal != null && $Object.hasOwnProperty.call(message, "vehiclesTotal") && message.vehiclesTotal !== 0)
                        writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.vehiclesTotal);
                    if (message.reset != null && $Object.hasOwnProperty.call(message, "reset") && message.reset !== false)
                        writer.uint32(/* id 10, wireType 0 =*/80).bool(message.reset);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a PositionFrame message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.live.v1.PositionFrame
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.PositionFrame & tizheng.live.v1.PositionFrame.$Shape} PositionFrame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                PositionFrame.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.live.v1.PositionFrame();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.baseTimeMs = value;
                                else
                                    delete message.baseTimeMs;
                                continue;
                            }
                        case 2: {
                                if (wireType === 2) {
                                    if (!(message.handle && message.handle.length))
                                        message.handle = [];
                                    reader.uint32s(message.handle);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.handle && message.handle.length))
                                    message.handle = [];
                                message.handle.push(reader.uint32());
                                continue;
                            }
                        case 3: {
                                if (wireType === 2) {
                                    if (!(message.longitudeE6 && message.longitudeE6.length))
                                        message.longitudeE6 = [];
                                    reader.sint32s(message.longitudeE6);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.longitudeE6 && message.longitudeE6.length))
                                    message.longitudeE6 = [];
                                message.longitudeE6.push(reader.sint32());
                                continue;
                            }
                        case 4: {
                                if (wireType === 2) {
                                    if (!(message.latitudeE6 && message.latitudeE6.length))
                                        message.latitudeE6 = [];
                                    reader.sint32s(message.latitudeE6);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.latitudeE6 && message.latitudeE6.length))
                                    message.latitudeE6 = [];
                                message.latitudeE6.push(reader.sint32());
                                continue;
                            }
                        case 5: {
                                if (wireType === 2) {
                                    if (!(message.speedKmh && message.speedKmh.length))
                                        message.speedKmh = [];
                                    reader.uint32s(message.speedKmh);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.speedKmh && message.speedKmh.length))
                                    message.speedKmh = [];
                                message.speedKmh.push(reader.uint32());
                                continue;
                            }
                        case 6: {
                                if (wireType === 2) {
                                    if (!(message.courseHalf && message.courseHalf.length))
                                        message.courseHalf = [];
                                    reader.uint32s(message.courseHalf);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.courseHalf && message.courseHalf.length))
                                    message.courseHalf = [];
                                message.courseHalf.push(reader.uint32());
                                continue;
                            }
                        case 7: {
                                if (wireType === 2) {
                                    if (!(message.ageS && message.ageS.length))
                                        message.ageS = [];
                                    reader.uint32s(message.ageS);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.ageS && message.ageS.length))
                                    message.ageS = [];
                                message.ageS.push(reader.uint32());
                                continue;
                            }
                        case 8: {
                                if (wireType === 2) {
                                    if (!(message.state && message.state.length))
                                        message.state = [];
                                    reader.uint32s(message.state);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.state && message.state.length))
                                    message.state = [];
                                message.state.push(reader.uint32());
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.vehiclesTotal = value;
                                else
                                    delete message.vehiclesTotal;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.reset = value;
                                else
                                    delete message.reset;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return PositionFrame;
            })();

            v1.GridFrame = (function() {

                /**
                 * Properties of a GridFrame.
                 * @typedef {Object} tizheng.live.v1.GridFrame.$Properties
                 * @property {number|Long} [baseTimeMs] GridFrame baseTimeMs
                 * @property {number} [cellDeg] GridFrame cellDeg
                 * @property {Array.<number>} [cellX] GridFrame cellX
                 * @property {Array.<number>} [cellY] GridFrame cellY
                 * @property {Array.<number>} [count] GridFrame count
                 * @property {number} [vehiclesTotal] GridFrame vehiclesTotal
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GridFrame.
                 * @memberof tizheng.live.v1
                 * @interface IGridFrame
                 * @augments tizheng.live.v1.GridFrame.$Properties
                 * @deprecated Use tizheng.live.v1.GridFrame.$Properties instead.
                 */

                /**
                 * Shape of a GridFrame.
                 * @typedef {tizheng.live.v1.GridFrame.$Properties} tizheng.live.v1.GridFrame.$Shape
                 */

                /**
                 * Constructs a new GridFrame.
                 * @memberof tizheng.live.v1
                 * @classdesc Represents a GridFrame.
                 * @constructor
                 * @param {tizheng.live.v1.GridFrame.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GridFrame = function (properties) {
                    this.cellX = [];
                    this.cellY = [];
                    this.count = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GridFrame baseTimeMs.
                 * @member {number|Long} baseTimeMs
                 * @memberof tizheng.live.v1.GridFrame
                 * @instance
                 */
                GridFrame.prototype.baseTimeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * GridFrame cellDeg.
                 * @member {number} cellDeg
                 * @memberof tizheng.live.v1.GridFrame
                 * @instance
                 */
                GridFrame.prototype.cellDeg = 0;

                /**
                 * GridFrame cellX.
                 * @member {Array.<number>} cellX
                 * @memberof tizheng.live.v1.GridFrame
                 * @instance
                 */
                GridFrame.prototype.cellX = $util.emptyArray;

                /**
                 * GridFrame cellY.
                 * @member {Array.<number>} cellY
                 * @memberof tizheng.live.v1.GridFrame
                 * @instance
                 */
                GridFrame.prototype.cellY = $util.emptyArray;

                /**
                 * GridFrame count.
                 * @member {Array.<number>} count
                 * @memberof tizheng.live.v1.GridFrame
                 * @instance
                 */
                GridFrame.prototype.count = $util.emptyArray;

                /**
                 * GridFrame vehiclesTotal.
                 * @member {number} vehiclesTotal
                 * @memberof tizheng.live.v1.GridFrame
                 * @instance
                 */
                GridFrame.prototype.vehiclesTotal = 0;

                /**
                 * Encodes the specified GridFrame message. Does not implicitly {@link tizheng.live.v1.GridFrame.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.live.v1.GridFrame
                 * @static
                 * @param {tizheng.live.v1.GridFrame.$Properties} message GridFrame message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GridFrame.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.baseTimeMs != null && $Object.hasOwnProperty.call(message, "baseTimeMs") && (typeof message.baseTimeMs === "object" ? message.baseTimeMs.low || message.baseTimeMs.high : message.baseTimeMs !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.baseTimeMs);
                    if (message.cellDeg != null && $Object.hasOwnProperty.call(message, "cellDeg") && !$Object.is(message.cellDeg, 0))
                        writer.uint32(/* id 2, wireType 1 =*/17).double(message.cellDeg);
                    if (message.cellX != null && message.cellX.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).sint32s(message.cellX);
                    if (message.cellY != null && message.cellY.length)
                        writer.uint32(/* id 4, wireType 2 =*/34).sint32s(message.cellY);
                    if (message.count != null && message.count.length)
                        writer.uint32(/* id 5, wireType 2 =*/42).uint32s(message.count);
                    if (message.vehiclesTotal != null && $Object.hasOwnProperty.call(message, "vehiclesTotal") && message.vehiclesTotal !== 0)
                        writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.vehiclesTotal);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GridFrame message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.live.v1.GridFrame
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.GridFrame & tizheng.live.v1.GridFrame.$Shape} GridFrame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GridFrame.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.live.v1.GridFrame();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.baseTimeMs = value;
                                else
                                    delete message.baseTimeMs;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (!$Object.is(value = reader.double(), 0))
                                    message.cellDeg = value;
                                else
                                    delete message.cellDeg;
                                continue;
                            }
                        case 3: {
                                if (wireType === 2) {
                                    if (!(message.cellX && message.cellX.length))
                                        message.cellX = [];
                                    reader.sint32s(message.cellX);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.cellX && message.cellX.length))
                                    message.cellX = [];
                                message.cellX.push(reader.sint32());
                                continue;
                            }
                        case 4: {
                                if (wireType === 2) {
                                    if (!(message.cellY && message.cellY.length))
                                        message.cellY = [];
                                    reader.sint32s(message.cellY);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.cellY && message.cellY.length))
                                    message.cellY = [];
                                message.cellY.push(reader.sint32());
                                continue;
                            }
                        case 5: {
                                if (wireType === 2) {
                                    if (!(message.count && message.count.length))
                                        message.count = [];
                                    reader.uint32s(message.count);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.count && message.count.length))
                                    message.count = [];
                                message.count.push(reader.uint32());
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.vehiclesTotal = value;
                                else
                                    delete message.vehiclesTotal;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GridFrame;
            })();

            v1.AlertEvent = (function() {

                /**
                 * Properties of an AlertEvent.
                 * @typedef {Object} tizheng.live.v1.AlertEvent.$Properties
                 * @property {string} [epoch] AlertEvent epoch
                 * @property {number|Long} [seq] AlertEvent seq
                 * @property {string} [rowJson] AlertEvent rowJson
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AlertEvent.
                 * @memberof tizheng.live.v1
                 * @interface IAlertEvent
                 * @augments tizheng.live.v1.AlertEvent.$Properties
                 * @deprecated Use tizheng.live.v1.AlertEvent.$Properties instead.
                 */

                /**
                 * Shape of an AlertEvent.
                 * @typedef {tizheng.live.v1.AlertEvent.$Properties} tizheng.live.v1.AlertEvent.$Shape
                 */

                /**
                 * Constructs a new AlertEvent.
                 * @memberof tizheng.live.v1
                 * @classdesc Represents an AlertEvent.
                 * @constructor
                 * @param {tizheng.live.v1.AlertEvent.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AlertEvent = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AlertEvent epoch.
                 * @member {string} epoch
                 * @memberof tizheng.live.v1.AlertEvent
                 * @instance
                 */
                AlertEvent.prototype.epoch = "";

                /**
                 * AlertEvent seq.
                 * @member {number|Long} seq
                 * @memberof tizheng.live.v1.AlertEvent
                 * @instance
                 */
                AlertEvent.prototype.seq = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * AlertEvent rowJson.
                 * @member {string} rowJson
                 * @memberof tizheng.live.v1.AlertEvent
                 * @instance
                 */
                AlertEvent.prototype.rowJson = "";

                /**
                 * Encodes the specified AlertEvent message. Does not implicitly {@link tizheng.live.v1.AlertEvent.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.live.v1.AlertEvent
                 * @static
                 * @param {tizheng.live.v1.AlertEvent.$Properties} message AlertEvent message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AlertEvent.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.epoch);
                    if (message.seq != null && $Object.hasOwnProperty.call(message, "seq") && (typeof message.seq === "object" ? message.seq.low || message.seq.high : message.seq !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.seq);
                    if (message.rowJson != null && $Object.hasOwnProperty.call(message, "rowJson") && message.rowJson !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.rowJson);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AlertEvent message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.live.v1.AlertEvent
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.AlertEvent & tizheng.live.v1.AlertEvent.$Shape} AlertEvent
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AlertEvent.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.live.v1.AlertEvent();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.epoch = value;
                                else
                                    delete message.epoch;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.seq = value;
                                else
                                    delete message.seq;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.rowJson = value;
                                else
                                    delete message.rowJson;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return AlertEvent;
            })();

            v1.Ping = (function() {

                /**
                 * Properties of a Ping.
                 * @typedef {Object} tizheng.live.v1.Ping.$Properties
                 * @property {number|Long} [t] Ping t
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Ping.
                 * @memberof tizheng.live.v1
                 * @interface IPing
                 * @augments tizheng.live.v1.Ping.$Properties
                 * @deprecated Use tizheng.live.v1.Ping.$Properties instead.
                 */

                /**
                 * Shape of a Ping.
                 * @typedef {tizheng.live.v1.Ping.$Properties} tizheng.live.v1.Ping.$Shape
                 */

                /**
                 * Constructs a new Ping.
                 * @memberof tizheng.live.v1
                 * @classdesc Represents a Ping.
                 * @constructor
                 * @param {tizheng.live.v1.Ping.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Ping = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Ping t.
                 * @member {number|Long} t
                 * @memberof tizheng.live.v1.Ping
                 * @instance
                 */
                Ping.prototype.t = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Ping message. Does not implicitly {@link tizheng.live.v1.Ping.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.live.v1.Ping
                 * @static
                 * @param {tizheng.live.v1.Ping.$Properties} message Ping message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Ping.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.t != null && $Object.hasOwnProperty.call(message, "t") && (typeof message.t === "object" ? message.t.low || message.t.high : message.t !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.t);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Ping message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.live.v1.Ping
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.Ping & tizheng.live.v1.Ping.$Shape} Ping
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Ping.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.live.v1.Ping();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.t = value;
                                else
                                    delete message.t;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Ping;
            })();

            v1.Pong = (function() {

                /**
                 * Properties of a Pong.
                 * @typedef {Object} tizheng.live.v1.Pong.$Properties
                 * @property {number|Long} [t] Pong t
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Pong.
                 * @memberof tizheng.live.v1
                 * @interface IPong
                 * @augments tizheng.live.v1.Pong.$Properties
                 * @deprecated Use tizheng.live.v1.Pong.$Properties instead.
                 */

                /**
                 * Shape of a Pong.
                 * @typedef {tizheng.live.v1.Pong.$Properties} tizheng.live.v1.Pong.$Shape
                 */

                /**
                 * Constructs a new Pong.
                 * @memberof tizheng.live.v1
                 * @classdesc Represents a Pong.
                 * @constructor
                 * @param {tizheng.live.v1.Pong.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Pong = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Pong t.
                 * @member {number|Long} t
                 * @memberof tizheng.live.v1.Pong
                 * @instance
                 */
                Pong.prototype.t = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Pong message. Does not implicitly {@link tizheng.live.v1.Pong.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.live.v1.Pong
                 * @static
                 * @param {tizheng.live.v1.Pong.$Properties} message Pong message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Pong.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.t != null && $Object.hasOwnProperty.call(message, "t") && (typeof message.t === "object" ? message.t.low || message.t.high : message.t !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.t);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Pong message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.live.v1.Pong
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.Pong & tizheng.live.v1.Pong.$Shape} Pong
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Pong.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.live.v1.Pong();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.t = value;
                                else
                                    delete message.t;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Pong;
            })();

            v1.AlertAck = (function() {

                /**
                 * Properties of an AlertAck.
                 * @typedef {Object} tizheng.live.v1.AlertAck.$Properties
                 * @property {string} [epoch] AlertAck epoch
                 * @property {number|Long} [seq] AlertAck seq
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AlertAck.
                 * @memberof tizheng.live.v1
                 * @interface IAlertAck
                 * @augments tizheng.live.v1.AlertAck.$Properties
                 * @deprecated Use tizheng.live.v1.AlertAck.$Properties instead.
                 */

                /**
                 * Shape of an AlertAck.
                 * @typedef {tizheng.live.v1.AlertAck.$Properties} tizheng.live.v1.AlertAck.$Shape
                 */

                /**
                 * Constructs a new AlertAck.
                 * @memberof tizheng.live.v1
                 * @classdesc Represents an AlertAck.
                 * @constructor
                 * @param {tizheng.live.v1.AlertAck.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AlertAck = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AlertAck epoch.
                 * @member {string} epoch
                 * @memberof tizheng.live.v1.AlertAck
                 * @instance
                 */
                AlertAck.prototype.epoch = "";

                /**
                 * AlertAck seq.
                 * @member {number|Long} seq
                 * @memberof tizheng.live.v1.AlertAck
                 * @instance
                 */
                AlertAck.prototype.seq = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified AlertAck message. Does not implicitly {@link tizheng.live.v1.AlertAck.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.live.v1.AlertAck
                 * @static
                 * @param {tizheng.live.v1.AlertAck.$Properties} message AlertAck message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AlertAck.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.epoch);
                    if (message.seq != null && $Object.hasOwnProperty.call(message, "seq") && (typeof message.seq === "object" ? message.seq.low || message.seq.high : message.seq !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.seq);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AlertAck message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.live.v1.AlertAck
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.AlertAck & tizheng.live.v1.AlertAck.$Shape} AlertAck
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AlertAck.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.live.v1.AlertAck();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.epoch = value;
                                else
                                    delete message.epoch;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.seq = value;
                                else
                                    delete message.seq;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return AlertAck;
            })();

            v1.Resync = (function() {

                /**
                 * Properties of a Resync.
                 * @typedef {Object} tizheng.live.v1.Resync.$Properties
                 * @property {string} [reason] Resync reason
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Resync.
                 * @memberof tizheng.live.v1
                 * @interface IResync
                 * @augments tizheng.live.v1.Resync.$Properties
                 * @deprecated Use tizheng.live.v1.Resync.$Properties instead.
                 */

                /**
                 * Shape of a Resync.
                 * @typedef {tizheng.live.v1.Resync.$Properties} tizheng.live.v1.Resync.$Shape
                 */

                /**
                 * Constructs a new Resync.
                 * @memberof tizheng.live.v1
                 * @classdesc Represents a Resync.
                 * @constructor
                 * @param {tizheng.live.v1.Resync.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Resync = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Resync reason.
                 * @member {string} reason
                 * @memberof tizheng.live.v1.Resync
                 * @instance
                 */
                Resync.prototype.reason = "";

                /**
                 * Encodes the specified Resync message. Does not implicitly {@link tizheng.live.v1.Resync.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.live.v1.Resync
                 * @static
                 * @param {tizheng.live.v1.Resync.$Properties} message Resync message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Resync.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.reason);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Resync message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.live.v1.Resync
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.Resync & tizheng.live.v1.Resync.$Shape} Resync
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Resync.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.live.v1.Resync();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Resync;
            })();

            v1.Watch = (function() {

                /**
                 * Properties of a Watch.
                 * @typedef {Object} tizheng.live.v1.Watch.$Properties
                 * @property {string} [scopeKind] Watch scopeKind
                 * @property {string} [scopeId] Watch scopeId
                 * @property {boolean} [sensors] Watch sensors
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Watch.
                 * @memberof tizheng.live.v1
                 * @interface IWatch
                 * @augments tizheng.live.v1.Watch.$Properties
                 * @deprecated Use tizheng.live.v1.Watch.$Properties instead.
                 */

                /**
                 * Shape of a Watch.
                 * @typedef {tizheng.live.v1.Watch.$Properties} tizheng.live.v1.Watch.$Shape
                 */

                /**
                 * Constructs a new Watch.
                 * @memberof tizheng.live.v1
                 * @classdesc Represents a Watch.
                 * @constructor
                 * @param {tizheng.live.v1.Watch.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Watch = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Watch scopeKind.
                 * @member {string} scopeKind
                 * @memberof tizheng.live.v1.Watch
                 * @instance
                 */
                Watch.prototype.scopeKind = "";

                /**
                 * Watch scopeId.
                 * @member {string} scopeId
                 * @memberof tizheng.live.v1.Watch
                 * @instance
                 */
                Watch.prototype.scopeId = "";

                /**
                 * Watch sensors.
                 * @member {boolean} sensors
                 * @memberof tizheng.live.v1.Watch
                 * @instance
                 */
                Watch.prototype.sensors = false;

                /**
                 * Encodes the specified Watch message. Does not implicitly {@link tizheng.live.v1.Watch.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.live.v1.Watch
                 * @static
                 * @param {tizheng.live.v1.Watch.$Properties} message Watch message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Watch.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.scopeKind != null && $Object.hasOwnProperty.call(message, "scopeKind") && message.scopeKind !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.scopeKind);
                    if (message.scopeId != null && $Object.hasOwnProperty.call(message, "scopeId") && message.scopeId !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.scopeId);
                    if (message.sensors != null && $Object.hasOwnProperty.call(message, "sensors") && message.sensors !== false)
                        writer.uint32(/* id 3, wireType 0 =*/24).bool(message.sensors);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Watch message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.live.v1.Watch
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.Watch & tizheng.live.v1.Watch.$Shape} Watch
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Watch.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.live.v1.Watch();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.scopeKind = value;
                                else
                                    delete message.scopeKind;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.scopeId = value;
                                else
                                    delete message.scopeId;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.sensors = value;
                                else
                                    delete message.sensors;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Watch;
            })();

            v1.IndicatorFrame = (function() {

                /**
                 * Properties of an IndicatorFrame.
                 * @typedef {Object} tizheng.live.v1.IndicatorFrame.$Properties
                 * @property {number|Long} [baseTimeMs] IndicatorFrame baseTimeMs
                 * @property {string} [scopeKind] IndicatorFrame scopeKind
                 * @property {string} [scopeId] IndicatorFrame scopeId
                 * @property {boolean} [reset] IndicatorFrame reset
                 * @property {Array.<tizheng.live.v1.IndicatorPoint.$Properties>} [points] IndicatorFrame points
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an IndicatorFrame.
                 * @memberof tizheng.live.v1
                 * @interface IIndicatorFrame
                 * @augments tizheng.live.v1.IndicatorFrame.$Properties
                 * @deprecated Use tizheng.live.v1.IndicatorFrame.$Properties instead.
                 */

                /**
                 * Shape of an IndicatorFrame.
                 * @typedef {tizheng.live.v1.IndicatorFrame.$Properties} tizheng.live.v1.IndicatorFrame.$Shape
                 */

                /**
                 * Constructs a new IndicatorFrame.
                 * @memberof tizheng.live.v1
                 * @classdesc Represents an IndicatorFrame.
                 * @constructor
                 * @param {tizheng.live.v1.IndicatorFrame.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const IndicatorFrame = function (properties) {
                    this.points = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * IndicatorFrame baseTimeMs.
                 * @member {number|Long} baseTimeMs
                 * @memberof tizheng.live.v1.IndicatorFrame
                 * @instance
                 */
                IndicatorFrame.prototype.baseTimeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * IndicatorFrame scopeKind.
                 * @member {string} scopeKind
                 * @memberof tizheng.live.v1.IndicatorFrame
                 * @instance
                 */
                IndicatorFrame.prototype.scopeKind = "";

                /**
                 * IndicatorFrame scopeId.
                 * @member {string} scopeId
                 * @memberof tizheng.live.v1.IndicatorFrame
                 * @instance
                 */
                IndicatorFrame.prototype.scopeId = "";

                /**
                 * IndicatorFrame reset.
                 * @member {boolean} reset
                 * @memberof tizheng.live.v1.IndicatorFrame
                 * @instance
                 */
                IndicatorFrame.prototype.reset = false;

                /**
                 * IndicatorFrame points.
                 * @member {Array.<tizheng.live.v1.IndicatorPoint>} points
                 * @memberof tizheng.live.v1.IndicatorFrame
                 * @instance
                 */
                IndicatorFrame.prototype.points = $util.emptyArray;

                /**
                 * Encodes the specified IndicatorFrame message. Does not implicitly {@link tizheng.live.v1.IndicatorFrame.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.live.v1.IndicatorFrame
                 * @static
                 * @param {tizheng.live.v1.IndicatorFrame.$Properties} message IndicatorFrame message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                IndicatorFrame.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.baseTimeMs != null && $Object.hasOwnProperty.call(message, "baseTimeMs") && (typeof message.baseTimeMs === "object" ? message.baseTimeMs.low || message.baseTimeMs.high : message.baseTimeMs !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.baseTimeMs);
                    if (message.scopeKind != null && $Object.hasOwnProperty.call(message, "scopeKind") && message.scopeKind !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.scopeKind);
                    if (message.scopeId != null && $Object.hasOwnProperty.call(message, "scopeId") && message.scopeId !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.scopeId);
                    if (message.reset != null && $Object.hasOwnProperty.call(message, "reset") && message.reset !== false)
                        writer.uint32(/* id 4, wireType 0 =*/32).bool(message.reset);
                    if (message.points != null && message.points.length)
                        for (let i = 0; i < message.points.length; ++i)
                            $root.tizheng.live.v1.IndicatorPoint.encode(message.points[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an IndicatorFrame message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.live.v1.IndicatorFrame
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.IndicatorFrame & tizheng.live.v1.IndicatorFrame.$Shape} IndicatorFrame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                IndicatorFrame.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.live.v1.IndicatorFrame();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.baseTimeMs = value;
                                else
                                    delete message.baseTimeMs;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.scopeKind = value;
                                else
                                    delete message.scopeKind;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.scopeId = value;
                                else
                                    delete message.scopeId;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.reset = value;
                                else
                                    delete message.reset;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.points && message.points.length))
                                    message.points = [];
                                message.points.push($root.tizheng.live.v1.IndicatorPoint.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return IndicatorFrame;
            })();

            v1.IndicatorPoint = (function() {

                /**
                 * Properties of an IndicatorPoint.
                 * @typedef {Object} tizheng.live.v1.IndicatorPoint.$Properties
                 * @property {string} [indicatorId] IndicatorPoint indicatorId
                 * @property {number|Long} [windowStartMs] IndicatorPoint windowStartMs
                 * @property {number|Long} [windowEndMs] IndicatorPoint windowEndMs
                 * @property {number} [phase] IndicatorPoint phase
                 * @property {number} [version] IndicatorPoint version
                 * @property {number} [definitionVersion] IndicatorPoint definitionVersion
                 * @property {number|Long} [numerator] IndicatorPoint numerator
                 * @property {number|Long} [denominator] IndicatorPoint denominator
                 * @property {number|null} [value] IndicatorPoint value
                 * @property {number|null} [level] IndicatorPoint level
                 * @property {number|Long} [samples] IndicatorPoint samples
                 * @property {number|null} [coverage] IndicatorPoint coverage
                 * @property {number|Long} [toldAtMs] IndicatorPoint toldAtMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an IndicatorPoint.
                 * @memberof tizheng.live.v1
                 * @interface IIndicatorPoint
                 * @augments tizheng.live.v1.IndicatorPoint.$Properties
                 * @deprecated Use tizheng.live.v1.IndicatorPoint.$Properties instead.
                 */

                /**
                 * Shape of an IndicatorPoint.
                 * @typedef {tizheng.live.v1.IndicatorPoint.$Properties} tizheng.live.v1.IndicatorPoint.$Shape
                 */

                /**
                 * Constructs a new IndicatorPoint.
                 * @memberof tizheng.live.v1
                 * @classdesc Represents an IndicatorPoint.
                 * @constructor
                 * @param {tizheng.live.v1.IndicatorPoint.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const IndicatorPoint = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * IndicatorPoint indicatorId.
                 * @member {string} indicatorId
                 * @memberof tizheng.live.v1.IndicatorPoint
                 * @instance
                 */
                IndicatorPoint.prototype.indicatorId = "";

                /**
                 * IndicatorPoint windowStartMs.
                 * @member {number|Long} windowStartMs
                 * @memberof tizheng.live.v1.IndicatorPoint
                 * @instance
                 */
                IndicatorPoint.prototype.windowStartMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * IndicatorPoint windowEndMs.
                 * @member {number|Long} windowEndMs
                 * @memberof tizheng.live.v1.IndicatorPoint
                 * @instance
                 */
                IndicatorPoint.prototype.windowEndMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * IndicatorPoint phase.
                 * @member {number} phase
                 * @memberof tizheng.live.v1.IndicatorPoint
                 * @instance
                 */
                IndicatorPoint.prototype.phase = 0;

                /**
                 * IndicatorPoint version.
                 * @member {number} version
                 * @memberof tizheng.live.v1.IndicatorPoint
                 * @instance
                 */
                IndicatorPoint.prototype.version = 0;

                /**
                 * IndicatorPoint definitionVersion.
                 * @member {number} definitionVersion
                 * @memberof tizheng.live.v1.IndicatorPoint
                 * @instance
                 */
                IndicatorPoint.prototype.definitionVersion = 0;

                /**
                 * IndicatorPoint numerator.
                 * @member {number|Long} numerator
                 * @memberof tizheng.live.v1.IndicatorPoint
                 * @instance
                 */
                IndicatorPoint.prototype.numerator = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

                /**
                 * IndicatorPoint denominator.
                 * @member {number|Long} denominator
                 * @memberof tizheng.live.v1.IndicatorPoint
                 * @instance
                 */
                IndicatorPoint.prototype.denominator = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

                /**
                 * IndicatorPoint value.
                 * @member {number|null} value
                 * @memberof tizheng.live.v1.IndicatorPoint
                 * @instance
                 */
                IndicatorPoint.prototype.value = null;

                /**
                 * IndicatorPoint level.
                 * @member {number|null} level
                 * @memberof tizheng.live.v1.IndicatorPoint
                 * @instance
                 */
                IndicatorPoint.prototype.level = null;

                /**
                 * IndicatorPoint samples.
                 * @member {number|Long} samples
                 * @memberof tizheng.live.v1.IndicatorPoint
                 * @instance
                 */
                IndicatorPoint.prototype.samples = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * IndicatorPoint coverage.
                 * @member {number|null} coverage
                 * @memberof tizheng.live.v1.IndicatorPoint
                 * @instance
                 */
                IndicatorPoint.prototype.coverage = null;

                /**
                 * IndicatorPoint toldAtMs.
                 * @member {number|Long} toldAtMs
                 * @memberof tizheng.live.v1.IndicatorPoint
                 * @instance
                 */
                IndicatorPoint.prototype.toldAtMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(IndicatorPoint.prototype, "_value", {
                    get: $util.oneOfGetter($oneOfFields = ["value"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(IndicatorPoint.prototype, "_level", {
                    get: $util.oneOfGetter($oneOfFields = ["level"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(IndicatorPoint.prototype, "_coverage", {
                    get: $util.oneOfGetter($oneOfFields = ["coverage"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified IndicatorPoint message. Does not implicitly {@link tizheng.live.v1.IndicatorPoint.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.live.v1.IndicatorPoint
                 * @static
                 * @param {tizheng.live.v1.IndicatorPoint.$Properties} message IndicatorPoint message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                IndicatorPoint.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.indicatorId != null && $Object.hasOwnProperty.call(message, "indicatorId") && message.indicatorId !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.indicatorId);
                    if (message.windowStartMs != null && $Object.hasOwnProperty.call(message, "windowStartMs") && (typeof message.windowStartMs === "object" ? message.windowStartMs.low || message.windowStartMs.high : message.windowStartMs !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.windowStartMs);
                    if (message.windowEndMs != null && $Object.hasOwnProperty.call(message, "windowEndMs") && (typeof message.windowEndMs === "object" ? message.windowEndMs.low || message.windowEndMs.high : message.windowEndMs !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.windowEndMs);
                    if (message.phase != null && $Object.hasOwnProperty.call(message, "phase") && message.phase !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.phase);
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.version);
                    if (message.definitionVersion != null && $Object.hasOwnProperty.call(message, "definitionVersion") && message.definitionVersion !== 0)
                        writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.definitionVersion);
                    if (message.numerator != null && $Object.hasOwnProperty.call(message, "numerator") && (typeof message.numerator === "object" ? message.numerator.low || message.numerator.high : message.numerator !== 0))
                        writer.uint32(/* id 7, wireType 0 =*/56).sint64(message.numerator);
                    if (message.denominator != null && $Object.hasOwnProperty.call(message, "denominator") && (typeof message.denominator === "object" ? message.denominator.low || message.denominator.high : message.denominator !== 0))
                        writer.uint32(/* id 8, wireType 0 =*/64).sint64(message.denominator);
                    if (message.value != null && $Object.hasOwnProperty.call(message, "value"))
                        writer.uint32(/* id 9, wireType 1 =*/73).double(message.value);
                    if (message.level != null && $Object.hasOwnProperty.call(message, "level"))
                        writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.level);
                    if (message.samples != null && $Object.hasOwnProperty.call(message, "samples") && (typeof message.samples === "object" ? message.samples.low || message.samples.high : message.samples !== 0))
                        writer.uint32(/* id 11, wireType 0 =*/88).uint64(message.samples);
                    if (message.coverage != null && $Object.hasOwnProperty.call(message, "coverage"))
                        writer.uint32(/* id 12, wireType 1 =*/97).double(message.coverage);
                    if (message.toldAtMs != null && $Object.hasOwnProperty.call(message, "toldAtMs") && (typeof message.toldAtMs === "object" ? message.toldAtMs.low || message.toldAtMs.high : message.toldAtMs !== 0))
                        writer.uint32(/* id 13, wireType 0 =*/104).uint64(message.toldAtMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an IndicatorPoint message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.live.v1.IndicatorPoint
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.IndicatorPoint & tizheng.live.v1.IndicatorPoint.$Shape} IndicatorPoint
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                IndicatorPoint.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.live.v1.IndicatorPoint();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.indicatorId = value;
                                else
                                    delete message.indicatorId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.windowStartMs = value;
                                else
                                    delete message.windowStartMs;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.windowEndMs = value;
                                else
                                    delete message.windowEndMs;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.phase = value;
                                else
                                    delete message.phase;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.version = value;
                                else
                                    delete message.version;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.definitionVersion = value;
                                else
                                    delete message.definitionVersion;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.numerator = value;
                                else
                                    delete message.numerator;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.denominator = value;
                                else
                                    delete message.denominator;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 1)
                                    break;
                                message.value = reader.double();
                                message._value = "value";
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                message.level = reader.uint32();
                                message._level = "level";
                                continue;
                            }
                        case 11: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.samples = value;
                                else
                                    delete message.samples;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 1)
                                    break;
                                message.coverage = reader.double();
                                message._coverage = "coverage";
                                continue;
                            }
                        case 13: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.toldAtMs = value;
                                else
                                    delete message.toldAtMs;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return IndicatorPoint;
            })();

            v1.SensorFrame = (function() {

                /**
                 * Properties of a SensorFrame.
                 * @typedef {Object} tizheng.live.v1.SensorFrame.$Properties
                 * @property {number|Long} [baseTimeMs] SensorFrame baseTimeMs
                 * @property {boolean} [reset] SensorFrame reset
                 * @property {Array.<tizheng.live.v1.SensorState.$Properties>} [sensors] SensorFrame sensors
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SensorFrame.
                 * @memberof tizheng.live.v1
                 * @interface ISensorFrame
                 * @augments tizheng.live.v1.SensorFrame.$Properties
                 * @deprecated Use tizheng.live.v1.SensorFrame.$Properties instead.
                 */

                /**
                 * Shape of a SensorFrame.
                 * @typedef {tizheng.live.v1.SensorFrame.$Properties} tizheng.live.v1.SensorFrame.$Shape
                 */

                /**
                 * Constructs a new SensorFrame.
                 * @memberof tizheng.live.v1
                 * @classdesc Represents a SensorFrame.
                 * @constructor
                 * @param {tizheng.live.v1.SensorFrame.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SensorFrame = function (properties) {
                    this.sensors = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SensorFrame baseTimeMs.
                 * @member {number|Long} baseTimeMs
                 * @memberof tizheng.live.v1.SensorFrame
                 * @instance
                 */
                SensorFrame.prototype.baseTimeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SensorFrame reset.
                 * @member {boolean} reset
                 * @memberof tizheng.live.v1.SensorFrame
                 * @instance
                 */
                SensorFrame.prototype.reset = false;

                /**
                 * SensorFrame sensors.
                 * @member {Array.<tizheng.live.v1.SensorState>} sensors
                 * @memberof tizheng.live.v1.SensorFrame
                 * @instance
                 */
                SensorFrame.prototype.sensors = $util.emptyArray;

                /**
                 * Encodes the specified SensorFrame message. Does not implicitly {@link tizheng.live.v1.SensorFrame.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.live.v1.SensorFrame
                 * @static
                 * @param {tizheng.live.v1.SensorFrame.$Properties} message SensorFrame message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SensorFrame.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.baseTimeMs != null && $Object.hasOwnProperty.call(message, "baseTimeMs") && (typeof message.baseTimeMs === "object" ? message.baseTimeMs.low || message.baseTimeMs.high : message.baseTimeMs !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.baseTimeMs);
                    if (message.reset != null && $Object.hasOwnProperty.call(message, "reset") && message.reset !== false)
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.reset);
                    if (message.sensors != null && message.sensors.length)
                        for (let i = 0; i < message.sensors.length; ++i)
                            $root.tizheng.live.v1.SensorState.encode(message.sensors[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SensorFrame message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.live.v1.SensorFrame
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.SensorFrame & tizheng.live.v1.SensorFrame.$Shape} SensorFrame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SensorFrame.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.live.v1.SensorFrame();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.baseTimeMs = value;
                                else
                                    delete message.baseTimeMs;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.reset = value;
                                else
                                    delete message.reset;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.sensors && message.sensors.length))
                                    message.sensors = [];
                                message.sensors.push($root.tizheng.live.v1.SensorState.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return SensorFrame;
            })();

            v1.SensorState = (function() {

                /**
                 * Properties of a SensorState.
                 * @typedef {Object} tizheng.live.v1.SensorState.$Properties
                 * @property {string} [sensorId] SensorState sensorId
                 * @property {number} [kind] SensorState kind
                 * @property {string} [name] SensorState name
                 * @property {number} [longitudeE6] SensorState longitudeE6
                 * @property {number} [latitudeE6] SensorState latitudeE6
                 * @property {number|Long} [eventTimeMs] SensorState eventTimeMs
                 * @property {number} [staleAfterS] SensorState staleAfterS
                 * @property {number} [flags] SensorState flags
                 * @property {number|null} [level] SensorState level
                 * @property {number|null} [speedDkmh] SensorState speedDkmh
                 * @property {number|null} [flowH] SensorState flowH
                 * @property {number|null} [visibilityM] SensorState visibilityM
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SensorState.
                 * @memberof tizheng.live.v1
                 * @interface ISensorState
                 * @augments tizheng.live.v1.SensorState.$Properties
                 * @deprecated Use tizheng.live.v1.SensorState.$Properties instead.
                 */

                /**
                 * Shape of a SensorState.
                 * @typedef {tizheng.live.v1.SensorState.$Properties} tizheng.live.v1.SensorState.$Shape
                 */

                /**
                 * Constructs a new SensorState.
                 * @memberof tizheng.live.v1
                 * @classdesc Represents a SensorState.
                 * @constructor
                 * @param {tizheng.live.v1.SensorState.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SensorState = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SensorState sensorId.
                 * @member {string} sensorId
                 * @memberof tizheng.live.v1.SensorState
                 * @instance
                 */
                SensorState.prototype.sensorId = "";

                /**
                 * SensorState kind.
                 * @member {number} kind
                 * @memberof tizheng.live.v1.SensorState
                 * @instance
                 */
                SensorState.prototype.kind = 0;

                /**
                 * SensorState name.
                 * @member {string} name
                 * @memberof tizheng.live.v1.SensorState
                 * @instance
                 */
                SensorState.prototype.name = "";

                /**
                 * SensorState longitudeE6.
                 * @member {number} longitudeE6
                 * @memberof tizheng.live.v1.SensorState
                 * @instance
                 */
                SensorState.prototype.longitudeE6 = 0;

                /**
                 * SensorState latitudeE6.
                 * @member {number} latitudeE6
                 * @memberof tizheng.live.v1.SensorState
                 * @instance
                 */
                SensorState.prototype.latitudeE6 = 0;

                /**
                 * SensorState eventTimeMs.
                 * @member {number|Long} eventTimeMs
                 * @memberof tizheng.live.v1.SensorState
                 * @instance
                 */
                SensorState.prototype.eventTimeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SensorState staleAfterS.
                 * @member {number} staleAfterS
                 * @memberof tizheng.live.v1.SensorState
                 * @instance
                 */
                SensorState.prototype.staleAfterS = 0;

                /**
                 * SensorState flags.
                 * @member {number} flags
                 * @memberof tizheng.live.v1.SensorState
                 * @instance
                 */
                SensorState.prototype.flags = 0;

                /**
                 * SensorState level.
                 * @member {number|null} level
                 * @memberof tizheng.live.v1.SensorState
                 * @instance
                 */
                SensorState.prototype.level = null;

                /**
                 * SensorState speedDkmh.
                 * @member {number|null} speedDkmh
                 * @memberof tizheng.live.v1.SensorState
                 * @instance
                 */
                SensorState.prototype.speedDkmh = null;

                /**
                 * SensorState flowH.
                 * @member {number|null} flowH
                 * @memberof tizheng.live.v1.SensorState
                 * @instance
                 */
                SensorState.prototype.flowH = null;

                /**
                 * SensorState visibilityM.
                 * @member {number|null} visibilityM
                 * @memberof tizheng.live.v1.SensorState
                 * @instance
                 */
                SensorState.prototype.visibilityM = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(SensorState.prototype, "_level", {
                    get: $util.oneOfGetter($oneOfFields = ["level"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(SensorState.prototype, "_speedDkmh", {
                    get: $util.oneOfGetter($oneOfFields = ["speedDkmh"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(SensorState.prototype, "_flowH", {
                    get: $util.oneOfGetter($oneOfFields = ["flowH"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(SensorState.prototype, "_visibilityM", {
                    get: $util.oneOfGetter($oneOfFields = ["visibilityM"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified SensorState message. Does not implicitly {@link tizheng.live.v1.SensorState.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.live.v1.SensorState
                 * @static
                 * @param {tizheng.live.v1.SensorState.$Properties} message SensorState message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SensorState.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.sensorId != null && $Object.hasOwnProperty.call(message, "sensorId") && message.sensorId !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.sensorId);
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.kind);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.name);
                    if (message.longitudeE6 != null && $Object.hasOwnProperty.call(message, "longitudeE6") && message.longitudeE6 !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).sint32(message.longitudeE6);
                    if (message.latitudeE6 != null && $Object.hasOwnProperty.call(message, "latitudeE6") && message.latitudeE6 !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).sint32(message.latitudeE6);
                    if (message.eventTimeMs != null && $Object.hasOwnProperty.call(message, "eventTimeMs") && (typeof message.eventTimeMs === "object" ? message.eventTimeMs.low || message.eventTimeMs.high : message.eventTimeMs !== 0))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.eventTimeMs);
                    if (message.staleAfterS != null && $Object.hasOwnProperty.call(message, "staleAfterS") && message.staleAfterS !== 0)
                        writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.staleAfterS);
                    if (message.flags != null && $Object.hasOwnProperty.call(message, "flags") && message.flags !== 0)
                        writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.flags);
                    if (message.level != null && $Object.hasOwnProperty.call(message, "level"))
                        writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.level);
                    if (message.speedDkmh != null && $Object.hasOwnProperty.call(message, "speedDkmh"))
                        writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.speedDkmh);
                    if (message.flowH != null && $Object.hasOwnProperty.call(message, "flowH"))
                        writer.uint32(/* id 11, wireType 0 =*/88).uint32(message.flowH);
                    if (message.visibilityM != null && $Object.hasOwnProperty.call(message, "visibilityM"))
                        writer.uint32(/* id 12, wireType 0 =*/96).uint32(message.visibilityM);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SensorState message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.live.v1.SensorState
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.live.v1.SensorState & tizheng.live.v1.SensorState.$Shape} SensorState
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SensorState.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.live.v1.SensorState();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.sensorId = value;
                                else
                                    delete message.sensorId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.kind = value;
                                else
                                    delete message.kind;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.sint32())
                                    message.longitudeE6 = value;
                                else
                                    delete message.longitudeE6;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.sint32())
                                    message.latitudeE6 = value;
                                else
                                    delete message.latitudeE6;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.eventTimeMs = value;
                                else
                                    delete message.eventTimeMs;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.staleAfterS = value;
                                else
                                    delete message.staleAfterS;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.flags = value;
                                else
                                    delete message.flags;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                message.level = reader.uint32();
                                message._level = "level";
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                message.speedDkmh = reader.uint32();
                                message._speedDkmh = "speedDkmh";
                                continue;
                            }
                        case 11: {
                                if (wireType !== 0)
                                    break;
                                message.flowH = reader.uint32();
                                message._flowH = "flowH";
                                continue;
                            }
                        case 12: {
                                if (wireType !== 0)
                                    break;
                                message.visibilityM = reader.uint32();
                                message._visibilityM = "visibilityM";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return SensorState;
            })();

            return v1;
        })();

        return live;
    })();

    return tizheng;
})();

export {
  $root as default
};
