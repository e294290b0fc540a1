/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["tizheng-reading"] || ($protobuf.roots["tizheng-reading"] = {});

export const tizheng = $root.tizheng = (() => {

    /**
     * Namespace tizheng.
     * @exports tizheng
     * @namespace
     */
    const tizheng = {};

    tizheng.reading = (function() {

        /**
         * Namespace reading.
         * @memberof tizheng
         * @namespace
         */
        const reading = {};

        reading.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof tizheng.reading
             * @namespace
             */
            const v1 = {};

            /**
             * Protocol enum.
             * @name tizheng.reading.v1.Protocol
             * @enum {number}
             * @property {number} UNKNOWN=0 UNKNOWN value
             * @property {number} JT808_2011=1 JT808_2011 value
             * @property {number} JT808_2013=2 JT808_2013 value
             * @property {number} JT808_2019=3 JT808_2019 value
             * @property {number} REPLAY=4 REPLAY value
             * @property {number} MQTT=5 MQTT value
             * @property {number} AIS=6 AIS value
             */
            v1.Protocol = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "UNKNOWN"] = 0;
                values[valuesById[1] = "JT808_2011"] = 1;
                values[valuesById[2] = "JT808_2013"] = 2;
                values[valuesById[3] = "JT808_2019"] = 3;
                values[valuesById[4] = "REPLAY"] = 4;
                values[valuesById[5] = "MQTT"] = 5;
                values[valuesById[6] = "AIS"] = 6;
                return values;
            })();

            v1.Reading = (function() {

                /**
                 * Properties of a Reading.
                 * @typedef {Object} tizheng.reading.v1.Reading.$Properties
                 * @property {number|Long} [subjectKey] Reading subjectKey
                 * @property {number|Long} [deviceKey] Reading deviceKey
                 * @property {tizheng.reading.v1.Protocol} [protocol] Reading protocol
                 * @property {number|Long} [receivedTimeMs] Reading receivedTimeMs
                 * @property {number} [serial] Reading serial
                 * @property {Uint8Array} [raw] Reading raw
                 * @property {tizheng.reading.v1.Position.$Properties|null} [position] Reading position
                 * @property {tizheng.reading.v1.DriverCard.$Properties|null} [driverCard] Reading driverCard
                 * @property {tizheng.reading.v1.Heartbeat.$Properties|null} [heartbeat] Reading heartbeat
                 * @property {tizheng.reading.v1.Session.$Properties|null} [session] Reading session
                 * @property {tizheng.reading.v1.Other.$Properties|null} [other] Reading other
                 * @property {tizheng.reading.v1.Tick.$Properties|null} [tick] Reading tick
                 * @property {tizheng.reading.v1.RegistryChange.$Properties|null} [registry] Reading registry
                 * @property {tizheng.reading.v1.RulesChange.$Properties|null} [rules] Reading rules
                 * @property {"position"|"driverCard"|"heartbeat"|"session"|"other"|"tick"|"registry"|"rules"} [body] Reading body
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Reading.
                 * @memberof tizheng.reading.v1
                 * @interface IReading
                 * @augments tizheng.reading.v1.Reading.$Properties
                 * @deprecated Use tizheng.reading.v1.Reading.$Properties instead.
                 */

                /**
                 * Narrowed shape of a Reading.
                 * @typedef {{
                 *   subjectKey?: number|Long;
                 *   deviceKey?: number|Long;
                 *   protocol?: tizheng.reading.v1.Protocol;
                 *   receivedTimeMs?: number|Long;
                 *   serial?: number;
                 *   raw?: Uint8Array;
                 *   position?: tizheng.reading.v1.Position.$Shape|null;
                 *   driverCard?: tizheng.reading.v1.DriverCard.$Shape|null;
                 *   heartbeat?: tizheng.reading.v1.Heartbeat.$Shape|null;
                 *   session?: tizheng.reading.v1.Session.$Shape|null;
                 *   other?: tizheng.reading.v1.Other.$Shape|null;
                 *   tick?: tizheng.reading.v1.Tick.$Shape|null;
                 *   registry?: tizheng.reading.v1.RegistryChange.$Shape|null;
                 *   rules?: tizheng.reading.v1.RulesChange.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ body?: undefined; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; tick?: null; registry?: null; rules?: null }|{ body?: "position"; position: tizheng.reading.v1.Position.$Shape; driverCard?: null; heartbeat?: null; session?: null; other?: null; tick?: null; registry?: null; rules?: null }|{ body?: "driverCard"; position?: null; driverCard: tizheng.reading.v1.DriverCard.$Shape; heartbeat?: null; session?: null; other?: null; tick?: null; registry?: null; rules?: null }|{ body?: "heartbeat"; position?: null; driverCard?: null; heartbeat: tizheng.reading.v1.Heartbeat.$Shape; session?: null; other?: null; tick?: null; registry?: null; rules?: null }|{ body?: "session"; position?: null; driverCard?: null; heartbeat?: null; session: tizheng.reading.v1.Session.$Shape; other?: null; tick?: null; registry?: null; rules?: null }|{ body?: "other"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other: tizheng.reading.v1.Other.$Shape; tick?: null; registry?: null; rules?: null }|{ body?: "tick"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; tick: tizheng.reading.v1.Tick.$Shape; registry?: null; rules?: null }|{ body?: "registry"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; tick?: null; registry: tizheng.reading.v1.RegistryChange.$Shape; rules?: null }|{ body?: "rules"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; tick?: null; registry?: null; rules: tizheng.reading.v1.RulesChange.$Shape })
                 * )} tizheng.reading.v1.Reading.$Shape
                 */

                /**
                 * Constructs a new Reading.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a Reading.
                 * @constructor
                 * @param {tizheng.reading.v1.Reading.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Reading = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Reading subjectKey.
                 * @member {number|Long} subjectKey
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                Reading.prototype.subjectKey = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Reading deviceKey.
                 * @member {number|Long} deviceKey
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                Reading.prototype.deviceKey = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Reading protocol.
                 * @member {tizheng.reading.v1.Protocol} protocol
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                Reading.prototype.protocol = 0;

                /**
                 * Reading receivedTimeMs.
                 * @member {number|Long} receivedTimeMs
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                Reading.prototype.receivedTimeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Reading serial.
                 * @member {number} serial
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                Reading.prototype.serial = 0;

                /**
                 * Reading raw.
                 * @member {Uint8Array} raw
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                Reading.prototype.raw = $util.newBuffer([]);

                /**
                 * Reading position.
                 * @member {tizheng.reading.v1.Position|null} position
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                Reading.prototype.position = null;

                /**
                 * Reading driverCard.
                 * @member {tizheng.reading.v1.DriverCard|null} driverCard
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                Reading.prototype.driverCard = null;

                /**
                 * Reading heartbeat.
                 * @member {tizheng.reading.v1.Heartbeat|null} heartbeat
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                Reading.prototype.heartbeat = null;

                /**
                 * Reading session.
                 * @member {tizheng.reading.v1.Session|null} session
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                Reading.prototype.session = null;

                /**
                 * Reading other.
                 * @member {tizheng.reading.v1.Other|null} other
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                Reading.prototype.other = null;

                /**
                 * Reading tick.
                 * @member {tizheng.reading.v1.Tick|null} tick
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                Reading.prototype.tick = null;

                /**
                 * Reading registry.
                 * @member {tizheng.reading.v1.RegistryChange|null} registry
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                Reading.prototype.registry = null;

                /**
                 * Reading rules.
                 * @member {tizheng.reading.v1.RulesChange|null} rules
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                Reading.prototype.rules = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * Reading body.
                 * @member {"position"|"driverCard"|"heartbeat"|"session"|"other"|"tick"|"registry"|"rules"|undefined} body
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                $Object.defineProperty(Reading.prototype, "body", {
                    get: $util.oneOfGetter($oneOfFields = ["position", "driverCard", "heartbeat", "session", "other", "tick", "registry", "rules"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Reading message. Does not implicitly {@link tizheng.reading.v1.Reading.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.Reading
                 * @static
                 * @param {tizheng.reading.v1.Reading.$Properties} message Reading message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Reading.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.subjectKey != null && $Object.hasOwnProperty.call(message, "subjectKey") && (typeof message.subjectKey === "object" ? message.subjectKey.low || message.subjectKey.high : message.subjectKey !== 0))
                        writer.uint32(/* id 1, wireType 1 =*/9).fixed64(message.subjectKey);
                    if (message.deviceKey != null && $Object.hasOwnProperty.call(message, "deviceKey") && (typeof message.deviceKey === "object" ? message.deviceKey.low || message.deviceKey.high : message.deviceKey !== 0))
                        writer.uint32(/* id 2, wireType 1 =*/17).fixed64(message.deviceKey);
                    if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol") && message.protocol !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).int32(message.protocol);
                    if (message.receivedTimeMs != null && $Object.hasOwnProperty.call(message, "receivedTimeMs") && (typeof message.receivedTimeMs === "object" ? message.receivedTimeMs.low || message.receivedTimeMs.high : message.receivedTimeMs !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.receivedTimeMs);
                    if (message.serial != null && $Object.hasOwnProperty.call(message, "serial") && message.serial !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.serial);
                    if (message.raw != null && $Object.hasOwnProperty.call(message, "raw") && message.raw.length)
                        writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.raw);
                    if (message.position != null && $Object.hasOwnProperty.call(message, "position"))
                        $root.tizheng.reading.v1.Position.encode(message.position, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                    if (message.driverCard != null && $Object.hasOwnProperty.call(message, "driverCard"))
                        $root.tizheng.reading.v1.DriverCard.encode(message.driverCard, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                    if (message.heartbeat != null && $Object.hasOwnProperty.call(message, "heartbeat"))
                        $root.tizheng.reading.v1.Heartbeat.encode(message.heartbeat, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
                    if (message.session != null && $Object.hasOwnProperty.call(message, "session"))
                        $root.tizheng.reading.v1.Session.encode(message.session, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
                    if (message.other != null && $Object.hasOwnProperty.call(message, "other"))
                        $root.tizheng.reading.v1.Other.encode(message.other, writer.uint32(/* id 14, wireType 2 =*/114).fork(), _depth + 1).ldelim();
                    if (message.tick != null && $Object.hasOwnProperty.call(message, "tick"))
                        $root.tizheng.reading.v1.Tick.encode(message.tick, writer.uint32(/* id 20, wireType 2 =*/162).fork(), _depth + 1).ldelim();
                    if (message.registry != null && $Object.hasOwnProperty.call(message, "registry"))
                        $root.tizheng.reading.v1.RegistryChange.encode(message.registry, writer.uint32(/* id 21, wireType 2 =*/170).fork(), _depth + 1).ldelim();
                    if (message.rules != null && $Object.hasOwnProperty.call(message, "rules"))
                        $root.tizheng.reading.v1.RulesChange.encode(message.rules, writer.uint32(/* id 22, wireType 2 =*/178).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Reading message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.Reading
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.Reading & tizheng.reading.v1.Reading.$Shape} Reading
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Reading.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.Reading();
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
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.subjectKey = value;
                                else
                                    delete message.subjectKey;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.deviceKey = value;
                                else
                                    delete message.deviceKey;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.protocol = value;
                                else
                                    delete message.protocol;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.receivedTimeMs = value;
                                else
                                    delete message.receivedTimeMs;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.serial = value;
                                else
                                    delete message.serial;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.raw = value;
                                else
                                    delete message.raw;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                message.position = $root.tizheng.reading.v1.Position.decode(reader, reader.size(), $undefined, _depth + 1, message.position);
                                message.body = "position";
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                message.driverCard = $root.tizheng.reading.v1.DriverCard.decode(reader, reader.size(), $undefined, _depth + 1, message.driverCard);
                                message.body = "driverCard";
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                message.heartbeat = $root.tizheng.reading.v1.Heartbeat.decode(reader, reader.size(), $undefined, _depth + 1, message.heartbeat);
                                message.body = "heartbeat";
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                message.session = $root.tizheng.reading.v1.Session.decode(reader, reader.size(), $undefined, _depth + 1, message.session);
                                message.body = "session";
                                continue;
                            }
                        case 14: {
                                if (wireType !== 2)
                                    break;
                                message.other = $root.tizheng.reading.v1.Other.decode(reader, reader.size(), $undefined, _depth + 1, message.other);
                                message.body = "other";
                                continue;
                            }
                        case 20: {
                                if (wireType !== 2)
                                    break;
                                message.tick = $root.tizheng.reading.v1.Tick.decode(reader, reader.size(), $undefined, _depth + 1, message.tick);
                                message.body = "tick";
                                continue;
                            }
                        case 21: {
                                if (wireType !== 2)
                                    break;
                                message.registry = $root.tizheng.reading.v1.RegistryChange.decode(reader, reader.size(), $undefined, _depth + 1, message.registry);
                                message.body = "registry";
                                continue;
                            }
                        case 22: {
                                if (wireType !== 2)
                                    break;
                                message.rules = $root.tizheng.reading.v1.RulesChange.decode(reader, reader.size(), $undefined, _depth + 1, message.rules);
                                message.body = "rules";
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

                return Reading;
            })();

            v1.Position = (function() {

                /**
                 * Properties of a Position.
                 * @typedef {Object} tizheng.reading.v1.Position.$Properties
                 * @property {number|Long|null} [fixTimeMs] Position fixTimeMs
                 * @property {number|null} [latitudeE7] Position latitudeE7
                 * @property {number|null} [longitudeE7] Position longitudeE7
                 * @property {number|null} [altitudeM] Position altitudeM
                 * @property {number|null} [speedDkmh] Position speedDkmh
                 * @property {number|null} [courseDeg] Position courseDeg
                 * @property {number|null} [recorderSpeedDkmh] Position recorderSpeedDkmh
                 * @property {number|null} [mileageHm] Position mileageHm
                 * @property {number|null} [satellites] Position satellites
                 * @property {number} [alarmFlag] Position alarmFlag
                 * @property {number} [statusFlag] Position statusFlag
                 * @property {number|null} [videoAlarmFlag] Position videoAlarmFlag
                 * @property {boolean} [backlog] Position backlog
                 * @property {number|Long|null} [driverKey] Position driverKey
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Position.
                 * @memberof tizheng.reading.v1
                 * @interface IPosition
                 * @augments tizheng.reading.v1.Position.$Properties
                 * @deprecated Use tizheng.reading.v1.Position.$Properties instead.
                 */

                /**
                 * Shape of a Position.
                 * @typedef {tizheng.reading.v1.Position.$Properties} tizheng.reading.v1.Position.$Shape
                 */

                /**
                 * Constructs a new Position.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a Position.
                 * @constructor
                 * @param {tizheng.reading.v1.Position.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Position = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Position fixTimeMs.
                 * @member {number|Long|null} fixTimeMs
                 * @memberof tizheng.reading.v1.Position
                 * @instance
                 */
                Position.prototype.fixTimeMs = null;

                /**
                 * Position latitudeE7.
                 * @member {number|null} latitudeE7
                 * @memberof tizheng.reading.v1.Position
                 * @instance
                 */
                Position.prototype.latitudeE7 = null;

                /**
                 * Position longitudeE7.
                 * @member {number|null} longitudeE7
                 * @memberof tizheng.reading.v1.Position
                 * @instance
                 */
                Position.prototype.longitudeE7 = null;

                /**
                 * Position altitudeM.
                 * @member {number|null} altitudeM
                 * @memberof tizheng.reading.v1.Position
                 * @instance
                 */
                Position.prototype.altitudeM = null;

                /**
                 * Position speedDkmh.
                 * @member {number|null} speedDkmh
                 * @memberof tizheng.reading.v1.Position
                 * @instance
                 */
                Position.prototype.speedDkmh = null;

                /**
                 * Position courseDeg.
                 * @member {number|null} courseDeg
                 * @memberof tizheng.reading.v1.Position
                 * @instance
                 */
                Position.prototype.courseDeg = null;

                /**
                 * Position recorderSpeedDkmh.
                 * @member {number|null} recorderSpeedDkmh
                 * @memberof tizheng.reading.v1.Position
                 * @instance
                 */
                Position.prototype.recorderSpeedDkmh = null;

                /**
                 * Position mileageHm.
                 * @member {number|null} mileageHm
                 * @memberof tizheng.reading.v1.Position
                 * @instance
                 */
                Position.prototype.mileageHm = null;

                /**
                 * Position satellites.
                 * @member {number|null} satellites
                 * @memberof tizheng.reading.v1.Position
                 * @instance
                 */
                Position.prototype.satellites = null;

                /**
                 * Position alarmFlag.
                 * @member {number} alarmFlag
                 * @memberof tizheng.reading.v1.Position
                 * @instance
                 */
                Position.prototype.alarmFlag = 0;

                /**
                 * Position statusFlag.
                 * @member {number} statusFlag
                 * @memberof tizheng.reading.v1.Position
                 * @instance
                 */
                Position.prototype.statusFlag = 0;

                /**
                 * Position videoAlarmFlag.
                 * @member {number|null} videoAlarmFlag
                 * @memberof tizheng.reading.v1.Position
                 * @instance
                 */
                Position.prototype.videoAlarmFlag = null;

                /**
                 * Position backlog.
                 * @member {boolean} backlog
                 * @memberof tizheng.reading.v1.Position
                 * @instance
                 */
                Position.prototype.backlog = false;

                /**
                 * Position driverKey.
                 * @member {number|Long|null} driverKey
                 * @memberof tizheng.reading.v1.Position
                 * @instance
                 */
                Position.prototype.driverKey = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Position.prototype, "_fixTimeMs", {
                    get: $util.oneOfGetter($oneOfFields = ["fixTimeMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Position.prototype, "_latitudeE7", {
                    get: $util.oneOfGetter($oneOfFields = ["latitudeE7"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Position.prototype, "_longitudeE7", {
                    get: $util.oneOfGetter($oneOfFields = ["longitudeE7"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Position.prototype, "_altitudeM", {
                    get: $util.oneOfGetter($oneOfFields = ["altitudeM"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Position.prototype, "_speedDkmh", {
                    get: $util.oneOfGetter($oneOfFields = ["speedDkmh"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Position.prototype, "_courseDeg", {
                    get: $util.oneOfGetter($oneOfFields = ["courseDeg"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Position.prototype, "_recorderSpeedDkmh", {
                    get: $util.oneOfGetter($oneOfFields = ["recorderSpeedDkmh"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Position.prototype, "_mileageHm", {
                    get: $util.oneOfGetter($oneOfFields = ["mileageHm"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Position.prototype, "_satellites", {
                    get: $util.oneOfGetter($oneOfFields = ["satellites"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Position.prototype, "_videoAlarmFlag", {
                    get: $util.oneOfGetter($oneOfFields = ["videoAlarmFlag"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Position.prototype, "_driverKey", {
                    get: $util.oneOfGetter($oneOfFields = ["driverKey"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Position message. Does not implicitly {@link tizheng.reading.v1.Position.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.Position
                 * @static
                 * @param {tizheng.reading.v1.Position.$Properties} message Position message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Position.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.fixTimeMs != null && $Object.hasOwnProperty.call(message, "fixTimeMs"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.fixTimeMs);
                    if (message.latitudeE7 != null && $Object.hasOwnProperty.call(message, "latitudeE7"))
                        writer.uint32(/* id 2, wireType 0 =*/16).sint32(message.latitudeE7);
                    if (message.longitudeE7 != null && $Object.hasOwnProperty.call(message, "longitudeE7"))
                        writer.uint32(/* id 3, wireType 0 =*/24).sint32(message.longitudeE7);
                    if (message.altitudeM != null && $Object.hasOwnProperty.call(message, "altitudeM"))
                        writer.uint32(/* id 4, wireType 0 =*/32).sint32(message.altitudeM);
                    if (message.speedDkmh != null && $Object.hasOwnProperty.call(message, "speedDkmh"))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.speedDkmh);
                    if (message.courseDeg != null && $Object.hasOwnProperty.call(message, "courseDeg"))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.courseDeg);
                    if (message.recorderSpeedDkmh != null && $Object.hasOwnProperty.call(message, "recorderSpeedDkmh"))
                        writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.recorderSpeedDkmh);
                    if (message.mileageHm != null && $Object.hasOwnProperty.call(message, "mileageHm"))
                        writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.mileageHm);
                    if (message.satellites != null && $Object.hasOwnProperty.call(message, "satellites"))
                        writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.satellites);
                    if (message.alarmFlag != null && $Object.hasOwnProperty.call(message, "alarmFlag") && message.alarmFlag !== 0)
                        writer.uint32(/* id 10, wireType 5 =*/85).fixed32(message.alarmFlag);
                    if (message.statusFlag != null && $Object.hasOwnProperty.call(message, "statusFlag") && message.statusFlag !== 0)
                        writer.uint32(/* id 11, wireType 5 =*/93).fixed32(message.statusFlag);
                    if (message.videoAlarmFlag != null && $Object.hasOwnProperty.call(message, "videoAlarmFlag"))
                        writer.uint32(/* id 12, wireType 5 =*/101).fixed32(message.videoAlarmFlag);
                    if (message.backlog != null && $Object.hasOwnProperty.call(message, "backlog") && message.backlog !== false)
                        writer.uint32(/* id 13, wireType 0 =*/104).bool(message.backlog);
                    if (message.driverKey != null && $Object.hasOwnProperty.call(message, "driverKey"))
                        writer.uint32(/* id 14, wireType 1 =*/113).fixed64(message.driverKey);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Position message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.Position
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.Position & tizheng.reading.v1.Position.$Shape} Position
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Position.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.Position();
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
                                message.fixTimeMs = reader.uint64();
                                message._fixTimeMs = "fixTimeMs";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                message.latitudeE7 = reader.sint32();
                                message._latitudeE7 = "latitudeE7";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                message.longitudeE7 = reader.sint32();
                                message._longitudeE7 = "longitudeE7";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                message.altitudeM = reader.sint32();
                                message._altitudeM = "altitudeM";
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                message.speedDkmh = reader.uint32();
                                message._speedDkmh = "speedDkmh";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                message.courseDeg = reader.uint32();
                                message._courseDeg = "courseDeg";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                message.recorderSpeedDkmh = reader.uint32();
                                message._recorderSpeedDkmh = "recorderSpeedDkmh";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                message.mileageHm = reader.uint32();
                                message._mileageHm = "mileageHm";
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                message.satellites = reader.uint32();
                                message._satellites = "satellites";
                                continue;
                            }
                        case 10: {
                                if (wireType !== 5)
                                    break;
                                if (value = reader.fixed32())
                                    message.alarmFlag = value;
                                else
                                    delete message.alarmFlag;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 5)
                                    break;
                                if (value = reader.fixed32())
                                    message.statusFlag = value;
                                else
                                    delete message.statusFlag;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 5)
                                    break;
                                message.videoAlarmFlag = reader.fixed32();
                                message._videoAlarmFlag = "videoAlarmFlag";
                                continue;
                            }
                        case 13: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.backlog = value;
                                else
                                    delete message.backlog;
                                continue;
                            }
                        case 14: {
                                if (wireType !== 1)
                                    break;
                                message.driverKey = reader.fixed64();
                                message._driverKey = "driverKey";
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

                return Position;
            })();

            v1.DriverCard = (function() {

                /**
                 * Properties of a DriverCard.
                 * @typedef {Object} tizheng.reading.v1.DriverCard.$Properties
                 * @property {number|Long|null} [eventTimeMs] DriverCard eventTimeMs
                 * @property {boolean} [onDuty] DriverCard onDuty
                 * @property {number|Long|null} [driverKey] DriverCard driverKey
                 * @property {number|null} [readResult] DriverCard readResult
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a DriverCard.
                 * @memberof tizheng.reading.v1
                 * @interface IDriverCard
                 * @augments tizheng.reading.v1.DriverCard.$Properties
                 * @deprecated Use tizheng.reading.v1.DriverCard.$Properties instead.
                 */

                /**
                 * Shape of a DriverCard.
                 * @typedef {tizheng.reading.v1.DriverCard.$Properties} tizheng.reading.v1.DriverCard.$Shape
                 */

                /**
                 * Constructs a new DriverCard.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a DriverCard.
                 * @constructor
                 * @param {tizheng.reading.v1.DriverCard.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const DriverCard = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * DriverCard eventTimeMs.
                 * @member {number|Long|null} eventTimeMs
                 * @memberof tizheng.reading.v1.DriverCard
                 * @instance
                 */
                DriverCard.prototype.eventTimeMs = null;

                /**
                 * DriverCard onDuty.
                 * @member {boolean} onDuty
                 * @memberof tizheng.reading.v1.DriverCard
                 * @instance
                 */
                DriverCard.prototype.onDuty = false;

                /**
                 * DriverCard driverKey.
                 * @member {number|Long|null} driverKey
                 * @memberof tizheng.reading.v1.DriverCard
                 * @instance
                 */
                DriverCard.prototype.driverKey = null;

                /**
                 * DriverCard readResult.
                 * @member {number|null} readResult
                 * @memberof tizheng.reading.v1.DriverCard
                 * @instance
                 */
                DriverCard.prototype.readResult = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(DriverCard.prototype, "_eventTimeMs", {
                    get: $util.oneOfGetter($oneOfFields = ["eventTimeMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(DriverCard.prototype, "_driverKey", {
                    get: $util.oneOfGetter($oneOfFields = ["driverKey"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(DriverCard.prototype, "_readResult", {
                    get: $util.oneOfGetter($oneOfFields = ["readResult"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified DriverCard message. Does not implicitly {@link tizheng.reading.v1.DriverCard.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.DriverCard
                 * @static
                 * @param {tizheng.reading.v1.DriverCard.$Properties} message DriverCard message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                DriverCard.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.eventTimeMs != null && $Object.hasOwnProperty.call(message, "eventTimeMs"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.eventTimeMs);
                    if (message.onDuty != null && $Object.hasOwnProperty.call(message, "onDuty") && message.onDuty !== false)
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.onDuty);
                    if (message.driverKey != null && $Object.hasOwnProperty.call(message, "driverKey"))
                        writer.uint32(/* id 3, wireType 1 =*/25).fixed64(message.driverKey);
                    if (message.readResult != null && $Object.hasOwnProperty.call(message, "readResult"))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.readResult);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a DriverCard message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.DriverCard
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.DriverCard & tizheng.reading.v1.DriverCard.$Shape} DriverCard
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                DriverCard.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.DriverCard();
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
                                message.eventTimeMs = reader.uint64();
                                message._eventTimeMs = "eventTimeMs";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.onDuty = value;
                                else
                                    delete message.onDuty;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 1)
                                    break;
                                message.driverKey = reader.fixed64();
                                message._driverKey = "driverKey";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                message.readResult = reader.uint32();
                                message._readResult = "readResult";
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

                return DriverCard;
            })();

            v1.Heartbeat = (function() {

                /**
                 * Properties of a Heartbeat.
                 * @typedef {Object} tizheng.reading.v1.Heartbeat.$Properties
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Heartbeat.
                 * @memberof tizheng.reading.v1
                 * @interface IHeartbeat
                 * @augments tizheng.reading.v1.Heartbeat.$Properties
                 * @deprecated Use tizheng.reading.v1.Heartbeat.$Properties instead.
                 */

                /**
                 * Shape of a Heartbeat.
                 * @typedef {tizheng.reading.v1.Heartbeat.$Properties} tizheng.reading.v1.Heartbeat.$Shape
                 */

                /**
                 * Constructs a new Heartbeat.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a Heartbeat.
                 * @constructor
                 * @param {tizheng.reading.v1.Heartbeat.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Heartbeat = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Encodes the specified Heartbeat message. Does not implicitly {@link tizheng.reading.v1.Heartbeat.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.Heartbeat
                 * @static
                 * @param {tizheng.reading.v1.Heartbeat.$Properties} message Heartbeat message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Heartbeat.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Heartbeat message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.Heartbeat
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.Heartbeat & tizheng.reading.v1.Heartbeat.$Shape} Heartbeat
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Heartbeat.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.Heartbeat();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        reader.skipType(tag & 7, _depth, tag);
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

                return Heartbeat;
            })();

            v1.Session = (function() {

                /**
                 * Properties of a Session.
                 * @typedef {Object} tizheng.reading.v1.Session.$Properties
                 * @property {boolean} [online] Session online
                 * @property {string} [reason] Session reason
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Session.
                 * @memberof tizheng.reading.v1
                 * @interface ISession
                 * @augments tizheng.reading.v1.Session.$Properties
                 * @deprecated Use tizheng.reading.v1.Session.$Properties instead.
                 */

                /**
                 * Shape of a Session.
                 * @typedef {tizheng.reading.v1.Session.$Properties} tizheng.reading.v1.Session.$Shape
                 */

                /**
                 * Constructs a new Session.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a Session.
                 * @constructor
                 * @param {tizheng.reading.v1.Session.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Session = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Session online.
                 * @member {boolean} online
                 * @memberof tizheng.reading.v1.Session
                 * @instance
                 */
                Session.prototype.online = false;

                /**
                 * Session reason.
                 * @member {string} reason
                 * @memberof tizheng.reading.v1.Session
                 * @instance
                 */
                Session.prototype.reason = "";

                /**
                 * Encodes the specified Session message. Does not implicitly {@link tizheng.reading.v1.Session.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.Session
                 * @static
                 * @param {tizheng.reading.v1.Session.$Properties} message Session message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Session.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.online != null && $Object.hasOwnProperty.call(message, "online") && message.online !== false)
                        writer.uint32(/* id 1, wireType 0 =*/8).bool(message.online);
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.reason);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Session message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.Session
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.Session & tizheng.reading.v1.Session.$Shape} Session
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Session.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.Session();
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
                                if (value = reader.bool())
                                    message.online = value;
                                else
                                    delete message.online;
                                continue;
                            }
                        case 2: {
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

                return Session;
            })();

            v1.Other = (function() {

                /**
                 * Properties of an Other.
                 * @typedef {Object} tizheng.reading.v1.Other.$Properties
                 * @property {number} [messageId] Other messageId
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Other.
                 * @memberof tizheng.reading.v1
                 * @interface IOther
                 * @augments tizheng.reading.v1.Other.$Properties
                 * @deprecated Use tizheng.reading.v1.Other.$Properties instead.
                 */

                /**
                 * Shape of an Other.
                 * @typedef {tizheng.reading.v1.Other.$Properties} tizheng.reading.v1.Other.$Shape
                 */

                /**
                 * Constructs a new Other.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents an Other.
                 * @constructor
                 * @param {tizheng.reading.v1.Other.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Other = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Other messageId.
                 * @member {number} messageId
                 * @memberof tizheng.reading.v1.Other
                 * @instance
                 */
                Other.prototype.messageId = 0;

                /**
                 * Encodes the specified Other message. Does not implicitly {@link tizheng.reading.v1.Other.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.Other
                 * @static
                 * @param {tizheng.reading.v1.Other.$Properties} message Other message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Other.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.messageId != null && $Object.hasOwnProperty.call(message, "messageId") && message.messageId !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.messageId);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Other message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.Other
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.Other & tizheng.reading.v1.Other.$Shape} Other
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Other.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.Other();
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
                                if (value = reader.uint32())
                                    message.messageId = value;
                                else
                                    delete message.messageId;
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

                return Other;
            })();

            v1.Tick = (function() {

                /**
                 * Properties of a Tick.
                 * @typedef {Object} tizheng.reading.v1.Tick.$Properties
                 * @property {number|Long} [timeMs] Tick timeMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Tick.
                 * @memberof tizheng.reading.v1
                 * @interface ITick
                 * @augments tizheng.reading.v1.Tick.$Properties
                 * @deprecated Use tizheng.reading.v1.Tick.$Properties instead.
                 */

                /**
                 * Shape of a Tick.
                 * @typedef {tizheng.reading.v1.Tick.$Properties} tizheng.reading.v1.Tick.$Shape
                 */

                /**
                 * Constructs a new Tick.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a Tick.
                 * @constructor
                 * @param {tizheng.reading.v1.Tick.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Tick = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Tick timeMs.
                 * @member {number|Long} timeMs
                 * @memberof tizheng.reading.v1.Tick
                 * @instance
                 */
                Tick.prototype.timeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Tick message. Does not implicitly {@link tizheng.reading.v1.Tick.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.Tick
                 * @static
                 * @param {tizheng.reading.v1.Tick.$Properties} message Tick message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Tick.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs") && (typeof message.timeMs === "object" ? message.timeMs.low || message.timeMs.high : message.timeMs !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.timeMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Tick message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.Tick
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.Tick & tizheng.reading.v1.Tick.$Shape} Tick
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Tick.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.Tick();
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
                                    message.timeMs = value;
                                else
                                    delete message.timeMs;
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

                return Tick;
            })();

            v1.RegistryChange = (function() {

                /**
                 * Properties of a RegistryChange.
                 * @typedef {Object} tizheng.reading.v1.RegistryChange.$Properties
                 * @property {number|Long} [registryOffset] RegistryChange registryOffset
                 * @property {string} [entity] RegistryChange entity
                 * @property {string} [id] RegistryChange id
                 * @property {string} [json] RegistryChange json
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RegistryChange.
                 * @memberof tizheng.reading.v1
                 * @interface IRegistryChange
                 * @augments tizheng.reading.v1.RegistryChange.$Properties
                 * @deprecated Use tizheng.reading.v1.RegistryChange.$Properties instead.
                 */

                /**
                 * Shape of a RegistryChange.
                 * @typedef {tizheng.reading.v1.RegistryChange.$Properties} tizheng.reading.v1.RegistryChange.$Shape
                 */

                /**
                 * Constructs a new RegistryChange.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a RegistryChange.
                 * @constructor
                 * @param {tizheng.reading.v1.RegistryChange.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RegistryChange = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RegistryChange registryOffset.
                 * @member {number|Long} registryOffset
                 * @memberof tizheng.reading.v1.RegistryChange
                 * @instance
                 */
                RegistryChange.prototype.registryOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * RegistryChange entity.
                 * @member {string} entity
                 * @memberof tizheng.reading.v1.RegistryChange
                 * @instance
                 */
                RegistryChange.prototype.entity = "";

                /**
                 * RegistryChange id.
                 * @member {string} id
                 * @memberof tizheng.reading.v1.RegistryChange
                 * @instance
                 */
                RegistryChange.prototype.id = "";

                /**
                 * RegistryChange json.
                 * @member {string} json
                 * @memberof tizheng.reading.v1.RegistryChange
                 * @instance
                 */
                RegistryChange.prototype.json = "";

                /**
                 * Encodes the specified RegistryChange message. Does not implicitly {@link tizheng.reading.v1.RegistryChange.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.RegistryChange
                 * @static
                 * @param {tizheng.reading.v1.RegistryChange.$Properties} message RegistryChange message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RegistryChange.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.registryOffset != null && $Object.hasOwnProperty.call(message, "registryOffset") && (typeof message.registryOffset === "object" ? message.registryOffset.low || message.registryOffset.high : message.registryOffset !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.registryOffset);
                    if (message.entity != null && $Object.hasOwnProperty.call(message, "entity") && message.entity !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.entity);
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.id);
                    if (message.json != null && $Object.hasOwnProperty.call(message, "json") && message.json !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.json);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RegistryChange message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.RegistryChange
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.RegistryChange & tizheng.reading.v1.RegistryChange.$Shape} RegistryChange
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RegistryChange.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.RegistryChange();
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
                                    message.registryOffset = value;
                                else
                                    delete message.registryOffset;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.entity = value;
                                else
                                    delete message.entity;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.json = value;
                                else
                                    delete message.json;
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

                return RegistryChange;
            })();

            v1.RulesChange = (function() {

                /**
                 * Properties of a RulesChange.
                 * @typedef {Object} tizheng.reading.v1.RulesChange.$Properties
                 * @property {number|Long} [registryOffset] RulesChange registryOffset
                 * @property {string} [json] RulesChange json
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RulesChange.
                 * @memberof tizheng.reading.v1
                 * @interface IRulesChange
                 * @augments tizheng.reading.v1.RulesChange.$Properties
                 * @deprecated Use tizheng.reading.v1.RulesChange.$Properties instead.
                 */

                /**
                 * Shape of a RulesChange.
                 * @typedef {tizheng.reading.v1.RulesChange.$Properties} tizheng.reading.v1.RulesChange.$Shape
                 */

                /**
                 * Constructs a new RulesChange.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a RulesChange.
                 * @constructor
                 * @param {tizheng.reading.v1.RulesChange.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RulesChange = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RulesChange registryOffset.
                 * @member {number|Long} registryOffset
                 * @memberof tizheng.reading.v1.RulesChange
                 * @instance
                 */
                RulesChange.prototype.registryOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * RulesChange json.
                 * @member {string} json
                 * @memberof tizheng.reading.v1.RulesChange
                 * @instance
                 */
                RulesChange.prototype.json = "";

                /**
                 * Encodes the specified RulesChange message. Does not implicitly {@link tizheng.reading.v1.RulesChange.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.RulesChange
                 * @static
                 * @param {tizheng.reading.v1.RulesChange.$Properties} message RulesChange message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RulesChange.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.registryOffset != null && $Object.hasOwnProperty.call(message, "registryOffset") && (typeof message.registryOffset === "object" ? message.registryOffset.low || message.registryOffset.high : message.registryOffset !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.registryOffset);
                    if (message.json != null && $Object.hasOwnProperty.call(message, "json") && message.json !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.json);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RulesChange message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.RulesChange
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.RulesChange & tizheng.reading.v1.RulesChange.$Shape} RulesChange
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RulesChange.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.RulesChange();
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
                                    message.registryOffset = value;
                                else
                                    delete message.registryOffset;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.json = value;
                                else
                                    delete message.json;
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

                return RulesChange;
            })();

            v1.Quarantined = (function() {

                /**
                 * Properties of a Quarantined.
                 * @typedef {Object} tizheng.reading.v1.Quarantined.$Properties
                 * @property {number|Long} [receivedTimeMs] Quarantined receivedTimeMs
                 * @property {string} [source] Quarantined source
                 * @property {string} [faultCode] Quarantined faultCode
                 * @property {number} [faultOffset] Quarantined faultOffset
                 * @property {Uint8Array} [raw] Quarantined raw
                 * @property {number|Long} [deviceKey] Quarantined deviceKey
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Quarantined.
                 * @memberof tizheng.reading.v1
                 * @interface IQuarantined
                 * @augments tizheng.reading.v1.Quarantined.$Properties
                 * @deprecated Use tizheng.reading.v1.Quarantined.$Properties instead.
                 */

                /**
                 * Shape of a Quarantined.
                 * @typedef {tizheng.reading.v1.Quarantined.$Properties} tizheng.reading.v1.Quarantined.$Shape
                 */

                /**
                 * Constructs a new Quarantined.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a Quarantined.
                 * @constructor
                 * @param {tizheng.reading.v1.Quarantined.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Quarantined = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Quarantined receivedTimeMs.
                 * @member {number|Long} receivedTimeMs
                 * @memberof tizheng.reading.v1.Quarantined
                 * @instance
                 */
                Quarantined.prototype.receivedTimeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Quarantined source.
                 * @member {string} source
                 * @memberof tizheng.reading.v1.Quarantined
                 * @instance
                 */
                Quarantined.prototype.source = "";

                /**
                 * Quarantined faultCode.
                 * @member {string} faultCode
                 * @memberof tizheng.reading.v1.Quarantined
                 * @instance
                 */
                Quarantined.prototype.faultCode = "";

                /**
                 * Quarantined faultOffset.
                 * @member {number} faultOffset
                 * @memberof tizheng.reading.v1.Quarantined
                 * @instance
                 */
                Quarantined.prototype.faultOffset = 0;

                /**
                 * Quarantined raw.
                 * @member {Uint8Array} raw
                 * @memberof tizheng.reading.v1.Quarantined
                 * @instance
                 */
                Quarantined.prototype.raw = $util.newBuffer([]);

                /**
                 * Quarantined deviceKey.
                 * @member {number|Long} deviceKey
                 * @memberof tizheng.reading.v1.Quarantined
                 * @instance
                 */
                Quarantined.prototype.deviceKey = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Quarantined message. Does not implicitly {@link tizheng.reading.v1.Quarantined.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.Quarantined
                 * @static
                 * @param {tizheng.reading.v1.Quarantined.$Properties} message Quarantined message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Quarantined.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.receivedTimeMs != null && $Object.hasOwnProperty.call(message, "receivedTimeMs") && (typeof message.receivedTimeMs === "object" ? message.receivedTimeMs.low || message.receivedTimeMs.high : message.receivedTimeMs !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.receivedTimeMs);
                    if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.source);
                    if (message.faultCode != null && $Object.hasOwnProperty.call(message, "faultCode") && message.faultCode !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.faultCode);
                    if (message.faultOffset != null && $Object.hasOwnProperty.call(message, "faultOffset") && message.faultOffset !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.faultOffset);
                    if (message.raw != null && $Object.hasOwnProperty.call(message, "raw") && message.raw.length)
                        writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.raw);
                    if (message.deviceKey != null && $Object.hasOwnProperty.call(message, "deviceKey") && (typeof message.deviceKey === "object" ? message.deviceKey.low || message.deviceKey.high : message.deviceKey !== 0))
                        writer.uint32(/* id 6, wireType 1 =*/49).fixed64(message.deviceKey);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Quarantined message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.Quarantined
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.Quarantined & tizheng.reading.v1.Quarantined.$Shape} Quarantined
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Quarantined.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.Quarantined();
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
                                    message.receivedTimeMs = value;
                                else
                                    delete message.receivedTimeMs;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.source = value;
                                else
                                    delete message.source;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.faultCode = value;
                                else
                                    delete message.faultCode;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.faultOffset = value;
                                else
                                    delete message.faultOffset;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.raw = value;
                                else
                                    delete message.raw;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.deviceKey = value;
                                else
                                    delete message.deviceKey;
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

                return Quarantined;
            })();

            v1.RegistryEntity = (function() {

                /**
                 * Properties of a RegistryEntity.
                 * @typedef {Object} tizheng.reading.v1.RegistryEntity.$Properties
                 * @property {string} [entity] RegistryEntity entity
                 * @property {string} [id] RegistryEntity id
                 * @property {string} [json] RegistryEntity json
                 * @property {number|Long} [changedAtMs] RegistryEntity changedAtMs
                 * @property {string} [actor] RegistryEntity actor
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RegistryEntity.
                 * @memberof tizheng.reading.v1
                 * @interface IRegistryEntity
                 * @augments tizheng.reading.v1.RegistryEntity.$Properties
                 * @deprecated Use tizheng.reading.v1.RegistryEntity.$Properties instead.
                 */

                /**
                 * Shape of a RegistryEntity.
                 * @typedef {tizheng.reading.v1.RegistryEntity.$Properties} tizheng.reading.v1.RegistryEntity.$Shape
                 */

                /**
                 * Constructs a new RegistryEntity.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a RegistryEntity.
                 * @constructor
                 * @param {tizheng.reading.v1.RegistryEntity.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RegistryEntity = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RegistryEntity entity.
                 * @member {string} entity
                 * @memberof tizheng.reading.v1.RegistryEntity
                 * @instance
                 */
                RegistryEntity.prototype.entity = "";

                /**
                 * RegistryEntity id.
                 * @member {string} id
                 * @memberof tizheng.reading.v1.RegistryEntity
                 * @instance
                 */
                RegistryEntity.prototype.id = "";

                /**
                 * RegistryEntity json.
                 * @member {string} json
                 * @memberof tizheng.reading.v1.RegistryEntity
                 * @instance
                 */
                RegistryEntity.prototype.json = "";

                /**
                 * RegistryEntity changedAtMs.
                 * @member {number|Long} changedAtMs
                 * @memberof tizheng.reading.v1.RegistryEntity
                 * @instance
                 */
                RegistryEntity.prototype.changedAtMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * RegistryEntity actor.
                 * @member {string} actor
                 * @memberof tizheng.reading.v1.RegistryEntity
                 * @instance
                 */
                RegistryEntity.prototype.actor = "";

                /**
                 * Encodes the specified RegistryEntity message. Does not implicitly {@link tizheng.reading.v1.RegistryEntity.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.RegistryEntity
                 * @static
                 * @param {tizheng.reading.v1.RegistryEntity.$Properties} message RegistryEntity message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RegistryEntity.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.entity != null && $Object.hasOwnProperty.call(message, "entity") && message.entity !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.entity);
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.id);
                    if (message.json != null && $Object.hasOwnProperty.call(message, "json") && message.json !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.json);
                    if (message.changedAtMs != null && $Object.hasOwnProperty.call(message, "changedAtMs") && (typeof message.changedAtMs === "object" ? message.changedAtMs.low || message.changedAtMs.high : message.changedAtMs !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.changedAtMs);
                    if (message.actor != null && $Object.hasOwnProperty.call(message, "actor") && message.actor !== "")
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.actor);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RegistryEntity message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.RegistryEntity
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.RegistryEntity & tizheng.reading.v1.RegistryEntity.$Shape} RegistryEntity
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RegistryEntity.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.RegistryEntity();
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
                                    message.entity = value;
                                else
                                    delete message.entity;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.json = value;
                                else
                                    delete message.json;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.changedAtMs = value;
                                else
                                    delete message.changedAtMs;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.actor = value;
                                else
                                    delete message.actor;
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

                return RegistryEntity;
            })();

            return v1;
        })();

        return reading;
    })();

    return tizheng;
})();

export {
  $root as default
};
