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
             * @property {number} HTTP=7 HTTP value
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
                values[valuesById[7] = "HTTP"] = 7;
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
                 * @property {tizheng.reading.v1.TrafficSample.$Properties|null} [traffic] Reading traffic
                 * @property {tizheng.reading.v1.WeatherSample.$Properties|null} [weather] Reading weather
                 * @property {tizheng.reading.v1.PassengerFlow.$Properties|null} [passengers] Reading passengers
                 * @property {tizheng.reading.v1.Weighing.$Properties|null} [weighing] Reading weighing
                 * @property {tizheng.reading.v1.Tick.$Properties|null} [tick] Reading tick
                 * @property {tizheng.reading.v1.RegistryChange.$Properties|null} [registry] Reading registry
                 * @property {tizheng.reading.v1.RulesChange.$Properties|null} [rules] Reading rules
                 * @property {tizheng.reading.v1.AlertWork.$Properties|null} [work] Reading work
                 * @property {"position"|"driverCard"|"heartbeat"|"session"|"other"|"traffic"|"weather"|"passengers"|"weighing"|"tick"|"registry"|"rules"|"work"} [body] Reading body
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
                 *   traffic?: tizheng.reading.v1.TrafficSample.$Shape|null;
                 *   weather?: tizheng.reading.v1.WeatherSample.$Shape|null;
                 *   passengers?: tizheng.reading.v1.PassengerFlow.$Shape|null;
                 *   weighing?: tizheng.reading.v1.Weighing.$Shape|null;
                 *   tick?: tizheng.reading.v1.Tick.$Shape|null;
                 *   registry?: tizheng.reading.v1.RegistryChange.$Shape|null;
                 *   rules?: tizheng.reading.v1.RulesChange.$Shape|null;
                 *   work?: tizheng.reading.v1.AlertWork.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ body?: undefined; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "position"; position: tizheng.reading.v1.Position.$Shape; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "driverCard"; position?: null; driverCard: tizheng.reading.v1.DriverCard.$Shape; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "heartbeat"; position?: null; driverCard?: null; heartbeat: tizheng.reading.v1.Heartbeat.$Shape; session?: null; other?: null; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "session"; position?: null; driverCard?: null; heartbeat?: null; session: tizheng.reading.v1.Session.$Shape; other?: null; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "other"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other: tizheng.reading.v1.Other.$Shape; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "traffic"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic: tizheng.reading.v1.TrafficSample.$Shape; weather?: null; passengers?: null; weighing?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "weather"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather: tizheng.reading.v1.WeatherSample.$Shape; passengers?: null; weighing?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "passengers"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; passengers: tizheng.reading.v1.PassengerFlow.$Shape; weighing?: null; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "weighing"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; passengers?: null; weighing: tizheng.reading.v1.Weighing.$Shape; tick?: null; registry?: null; rules?: null; work?: null }|{ body?: "tick"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick: tizheng.reading.v1.Tick.$Shape; registry?: null; rules?: null; work?: null }|{ body?: "registry"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick?: null; registry: tizheng.reading.v1.RegistryChange.$Shape; rules?: null; work?: null }|{ body?: "rules"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick?: null; registry?: null; rules: tizheng.reading.v1.RulesChange.$Shape; work?: null }|{ body?: "work"; position?: null; driverCard?: null; heartbeat?: null; session?: null; other?: null; traffic?: null; weather?: null; passengers?: null; weighing?: null; tick?: null; registry?: null; rules?: null; work: tizheng.reading.v1.AlertWork.$Shape })
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
                 * Reading traffic.
                 * @member {tizheng.reading.v1.TrafficSample|null} traffic
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                Reading.prototype.traffic = null;

                /**
                 * Reading weather.
                 * @member {tizheng.reading.v1.WeatherSample|null} weather
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                Reading.prototype.weather = null;

                /**
                 * Reading passengers.
                 * @member {tizheng.reading.v1.PassengerFlow|null} passengers
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                Reading.prototype.passengers = null;

                /**
                 * Reading weighing.
                 * @member {tizheng.reading.v1.Weighing|null} weighing
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                Reading.prototype.weighing = null;

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

                /**
                 * Reading work.
                 * @member {tizheng.reading.v1.AlertWork|null} work
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                Reading.prototype.work = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * Reading body.
                 * @member {"position"|"driverCard"|"heartbeat"|"session"|"other"|"traffic"|"weather"|"passengers"|"weighing"|"tick"|"registry"|"rules"|"work"|undefined} body
                 * @memberof tizheng.reading.v1.Reading
                 * @instance
                 */
                $Object.defineProperty(Reading.prototype, "body", {
                    get: $util.oneOfGetter($oneOfFields = ["position", "driverCard", "heartbeat", "session", "other", "traffic", "weather", "passengers", "weighing", "tick", "registry", "rules", "work"]),
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
                    if (message.traffic != null && $Object.hasOwnProperty.call(message, "traffic"))
                        $root.tizheng.reading.v1.TrafficSample.encode(message.traffic, writer.uint32(/* id 15, wireType 2 =*/122).fork(), _depth + 1).ldelim();
                    if (message.weather != null && $Object.hasOwnProperty.call(message, "weather"))
                        $root.tizheng.reading.v1.WeatherSample.encode(message.weather, writer.uint32(/* id 16, wireType 2 =*/130).fork(), _depth + 1).ldelim();
                    if (message.passengers != null && $Object.hasOwnProperty.call(message, "passengers"))
                        $root.tizheng.reading.v1.PassengerFlow.encode(message.passengers, writer.uint32(/* id 17, wireType 2 =*/138).fork(), _depth + 1).ldelim();
                    if (message.weighing != null && $Object.hasOwnProperty.call(message, "weighing"))
                        $root.tizheng.reading.v1.Weighing.encode(message.weighing, writer.uint32(/* id 18, wireType 2 =*/146).fork(), _depth + 1).ldelim();
                    if (message.tick != null && $Object.hasOwnProperty.call(message, "tick"))
                        $root.tizheng.reading.v1.Tick.encode(message.tick, writer.uint32(/* id 20, wireType 2 =*/162).fork(), _depth + 1).ldelim();
                    if (message.registry != null && $Object.hasOwnProperty.call(message, "registry"))
                        $root.tizheng.reading.v1.RegistryChange.encode(message.registry, writer.uint32(/* id 21, wireType 2 =*/170).fork(), _depth + 1).ldelim();
                    if (message.rules != null && $Object.hasOwnProperty.call(message, "rules"))
                        $root.tizheng.reading.v1.RulesChange.encode(message.rules, writer.uint32(/* id 22, wireType 2 =*/178).fork(), _depth + 1).ldelim();
                    if (message.work != null && $Object.hasOwnProperty.call(message, "work"))
                        $root.tizheng.reading.v1.AlertWork.encode(message.work, writer.uint32(/* id 23, wireType 2 =*/186).fork(), _depth + 1).ldelim();
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
                        case 15: {
                                if (wireType !== 2)
                                    break;
                                message.traffic = $root.tizheng.reading.v1.TrafficSample.decode(reader, reader.size(), $undefined, _depth + 1, message.traffic);
                                message.body = "traffic";
                                continue;
                            }
                        case 16: {
                                if (wireType !== 2)
                                    break;
                                message.weather = $root.tizheng.reading.v1.WeatherSample.decode(reader, reader.size(), $undefined, _depth + 1, message.weather);
                                message.body = "weather";
                                continue;
                            }
                        case 17: {
                                if (wireType !== 2)
                                    break;
                                message.passengers = $root.tizheng.reading.v1.PassengerFlow.decode(reader, reader.size(), $undefined, _depth + 1, message.passengers);
                                message.body = "passengers";
                                continue;
                            }
                        case 18: {
                                if (wireType !== 2)
                                    break;
                                message.weighing = $root.tizheng.reading.v1.Weighing.decode(reader, reader.size(), $undefined, _depth + 1, message.weighing);
                                message.body = "weighing";
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
                        case 23: {
                                if (wireType !== 2)
                                    break;
                                message.work = $root.tizheng.reading.v1.AlertWork.decode(reader, reader.size(), $undefined, _depth + 1, message.work);
                                message.body = "work";
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
                 * @property {tizheng.reading.v1.AlarmItems.$Properties} [alarmItems] Position alarmItems
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

                /**
                 * Position alarmItems.
                 * @member {tizheng.reading.v1.AlarmItems} alarmItems
                 * @memberof tizheng.reading.v1.Position
                 * @instance
                 */
                Position.prototype.alarmItems = null;

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
                    if (message.alarmItems != null && $Object.hasOwnProperty.call(message, "alarmItems"))
                        $root.tizheng.reading.v1.AlarmItems.encode(message.alarmItems, writer.uint32(/* id 15, wireType 2 =*/122).fork(), _depth + 1).ldelim();
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
                        case 15: {
                                if (wireType !== 2)
                                    break;
                                message.alarmItems = $root.tizheng.reading.v1.AlarmItems.decode(reader, reader.size(), $undefined, _depth + 1, message.alarmItems);
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

            v1.AlarmItems = (function() {

                /**
                 * Properties of an AlarmItems.
                 * @typedef {Object} tizheng.reading.v1.AlarmItems.$Properties
                 * @property {tizheng.reading.v1.OverspeedPlace.$Properties} [overspeed] AlarmItems overspeed
                 * @property {tizheng.reading.v1.AreaPassage.$Properties} [area] AlarmItems area
                 * @property {tizheng.reading.v1.SegmentTime.$Properties} [segment] AlarmItems segment
                 * @property {tizheng.reading.v1.AbnormalDriving.$Properties} [abnormal] AlarmItems abnormal
                 * @property {number} [lostChannels] AlarmItems lostChannels
                 * @property {number} [coveredChannels] AlarmItems coveredChannels
                 * @property {number} [storageFaults] AlarmItems storageFaults
                 * @property {Array.<tizheng.reading.v1.SafetyAlarm.$Properties>} [safety] AlarmItems safety
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AlarmItems.
                 * @memberof tizheng.reading.v1
                 * @interface IAlarmItems
                 * @augments tizheng.reading.v1.AlarmItems.$Properties
                 * @deprecated Use tizheng.reading.v1.AlarmItems.$Properties instead.
                 */

                /**
                 * Shape of an AlarmItems.
                 * @typedef {tizheng.reading.v1.AlarmItems.$Properties} tizheng.reading.v1.AlarmItems.$Shape
                 */

                /**
                 * Constructs a new AlarmItems.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents an AlarmItems.
                 * @constructor
                 * @param {tizheng.reading.v1.AlarmItems.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AlarmItems = function (properties) {
                    this.safety = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AlarmItems overspeed.
                 * @member {tizheng.reading.v1.OverspeedPlace} overspeed
                 * @memberof tizheng.reading.v1.AlarmItems
                 * @instance
                 */
                AlarmItems.prototype.overspeed = null;

                /**
                 * AlarmItems area.
                 * @member {tizheng.reading.v1.AreaPassage} area
                 * @memberof tizheng.reading.v1.AlarmItems
                 * @instance
                 */
                AlarmItems.prototype.area = null;

                /**
                 * AlarmItems segment.
                 * @member {tizheng.reading.v1.SegmentTime} segment
                 * @memberof tizheng.reading.v1.AlarmItems
                 * @instance
                 */
                AlarmItems.prototype.segment = null;

                /**
                 * AlarmItems abnormal.
                 * @member {tizheng.reading.v1.AbnormalDriving} abnormal
                 * @memberof tizheng.reading.v1.AlarmItems
                 * @instance
                 */
                AlarmItems.prototype.abnormal = null;

                /**
                 * AlarmItems lostChannels.
                 * @member {number} lostChannels
                 * @memberof tizheng.reading.v1.AlarmItems
                 * @instance
                 */
                AlarmItems.prototype.lostChannels = 0;

                /**
                 * AlarmItems coveredChannels.
                 * @member {number} coveredChannels
                 * @memberof tizheng.reading.v1.AlarmItems
                 * @instance
                 */
                AlarmItems.prototype.coveredChannels = 0;

                /**
                 * AlarmItems storageFaults.
                 * @member {number} storageFaults
                 * @memberof tizheng.reading.v1.AlarmItems
                 * @instance
                 */
                AlarmItems.prototype.storageFaults = 0;

                /**
                 * AlarmItems safety.
                 * @member {Array.<tizheng.reading.v1.SafetyAlarm>} safety
                 * @memberof tizheng.reading.v1.AlarmItems
                 * @instance
                 */
                AlarmItems.prototype.safety = $util.emptyArray;

                /**
                 * Encodes the specified AlarmItems message. Does not implicitly {@link tizheng.reading.v1.AlarmItems.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.AlarmItems
                 * @static
                 * @param {tizheng.reading.v1.AlarmItems.$Properties} message AlarmItems message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AlarmItems.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.overspeed != null && $Object.hasOwnProperty.call(message, "overspeed"))
                        $root.tizheng.reading.v1.OverspeedPlace.encode(message.overspeed, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.area != null && $Object.hasOwnProperty.call(message, "area"))
                        $root.tizheng.reading.v1.AreaPassage.encode(message.area, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.segment != null && $Object.hasOwnProperty.call(message, "segment"))
                        $root.tizheng.reading.v1.SegmentTime.encode(message.segment, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.abnormal != null && $Object.hasOwnProperty.call(message, "abnormal"))
                        $root.tizheng.reading.v1.AbnormalDriving.encode(message.abnormal, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.lostChannels != null && $Object.hasOwnProperty.call(message, "lostChannels") && message.lostChannels !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.lostChannels);
                    if (message.coveredChannels != null && $Object.hasOwnProperty.call(message, "coveredChannels") && message.coveredChannels !== 0)
                        writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.coveredChannels);
                    if (message.storageFaults != null && $Object.hasOwnProperty.call(message, "storageFaults") && message.storageFaults !== 0)
                        writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.storageFaults);
                    if (message.safety != null && message.safety.length)
                        for (let i = 0; i < message.safety.length; ++i)
                            $root.tizheng.reading.v1.SafetyAlarm.encode(message.safety[i], writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AlarmItems message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.AlarmItems
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.AlarmItems & tizheng.reading.v1.AlarmItems.$Shape} AlarmItems
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AlarmItems.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.AlarmItems();
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
                                message.overspeed = $root.tizheng.reading.v1.OverspeedPlace.decode(reader, reader.size(), $undefined, _depth + 1, message.overspeed);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.area = $root.tizheng.reading.v1.AreaPassage.decode(reader, reader.size(), $undefined, _depth + 1, message.area);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.segment = $root.tizheng.reading.v1.SegmentTime.decode(reader, reader.size(), $undefined, _depth + 1, message.segment);
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.abnormal = $root.tizheng.reading.v1.AbnormalDriving.decode(reader, reader.size(), $undefined, _depth + 1, message.abnormal);
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.lostChannels = value;
                                else
                                    delete message.lostChannels;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.coveredChannels = value;
                                else
                                    delete message.coveredChannels;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.storageFaults = value;
                                else
                                    delete message.storageFaults;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.safety && message.safety.length))
                                    message.safety = [];
                                message.safety.push($root.tizheng.reading.v1.SafetyAlarm.decode(reader, reader.size(), $undefined, _depth + 1));
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

                return AlarmItems;
            })();

            v1.OverspeedPlace = (function() {

                /**
                 * Properties of an OverspeedPlace.
                 * @typedef {Object} tizheng.reading.v1.OverspeedPlace.$Properties
                 * @property {number} [kind] OverspeedPlace kind
                 * @property {number|null} [id] OverspeedPlace id
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an OverspeedPlace.
                 * @memberof tizheng.reading.v1
                 * @interface IOverspeedPlace
                 * @augments tizheng.reading.v1.OverspeedPlace.$Properties
                 * @deprecated Use tizheng.reading.v1.OverspeedPlace.$Properties instead.
                 */

                /**
                 * Shape of an OverspeedPlace.
                 * @typedef {tizheng.reading.v1.OverspeedPlace.$Properties} tizheng.reading.v1.OverspeedPlace.$Shape
                 */

                /**
                 * Constructs a new OverspeedPlace.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents an OverspeedPlace.
                 * @constructor
                 * @param {tizheng.reading.v1.OverspeedPlace.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const OverspeedPlace = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * OverspeedPlace kind.
                 * @member {number} kind
                 * @memberof tizheng.reading.v1.OverspeedPlace
                 * @instance
                 */
                OverspeedPlace.prototype.kind = 0;

                /**
                 * OverspeedPlace id.
                 * @member {number|null} id
                 * @memberof tizheng.reading.v1.OverspeedPlace
                 * @instance
                 */
                OverspeedPlace.prototype.id = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(OverspeedPlace.prototype, "_id", {
                    get: $util.oneOfGetter($oneOfFields = ["id"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified OverspeedPlace message. Does not implicitly {@link tizheng.reading.v1.OverspeedPlace.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.OverspeedPlace
                 * @static
                 * @param {tizheng.reading.v1.OverspeedPlace.$Properties} message OverspeedPlace message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                OverspeedPlace.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.kind);
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.id);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an OverspeedPlace message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.OverspeedPlace
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.OverspeedPlace & tizheng.reading.v1.OverspeedPlace.$Shape} OverspeedPlace
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                OverspeedPlace.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.OverspeedPlace();
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
                                    message.kind = value;
                                else
                                    delete message.kind;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                message.id = reader.uint32();
                                message._id = "id";
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

                return OverspeedPlace;
            })();

            v1.AreaPassage = (function() {

                /**
                 * Properties of an AreaPassage.
                 * @typedef {Object} tizheng.reading.v1.AreaPassage.$Properties
                 * @property {number} [kind] AreaPassage kind
                 * @property {number} [id] AreaPassage id
                 * @property {number} [direction] AreaPassage direction
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AreaPassage.
                 * @memberof tizheng.reading.v1
                 * @interface IAreaPassage
                 * @augments tizheng.reading.v1.AreaPassage.$Properties
                 * @deprecated Use tizheng.reading.v1.AreaPassage.$Properties instead.
                 */

                /**
                 * Shape of an AreaPassage.
                 * @typedef {tizheng.reading.v1.AreaPassage.$Properties} tizheng.reading.v1.AreaPassage.$Shape
                 */

                /**
                 * Constructs a new AreaPassage.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents an AreaPassage.
                 * @constructor
                 * @param {tizheng.reading.v1.AreaPassage.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AreaPassage = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AreaPassage kind.
                 * @member {number} kind
                 * @memberof tizheng.reading.v1.AreaPassage
                 * @instance
                 */
                AreaPassage.prototype.kind = 0;

                /**
                 * AreaPassage id.
                 * @member {number} id
                 * @memberof tizheng.reading.v1.AreaPassage
                 * @instance
                 */
                AreaPassage.prototype.id = 0;

                /**
                 * AreaPassage direction.
                 * @member {number} direction
                 * @memberof tizheng.reading.v1.AreaPassage
                 * @instance
                 */
                AreaPassage.prototype.direction = 0;

                /**
                 * Encodes the specified AreaPassage message. Does not implicitly {@link tizheng.reading.v1.AreaPassage.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.AreaPassage
                 * @static
                 * @param {tizheng.reading.v1.AreaPassage.$Properties} message AreaPassage message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AreaPassage.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.kind);
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.id);
                    if (message.direction != null && $Object.hasOwnProperty.call(message, "direction") && message.direction !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.direction);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AreaPassage message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.AreaPassage
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.AreaPassage & tizheng.reading.v1.AreaPassage.$Shape} AreaPassage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AreaPassage.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.AreaPassage();
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
                                    message.kind = value;
                                else
                                    delete message.kind;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.direction = value;
                                else
                                    delete message.direction;
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

                return AreaPassage;
            })();

            v1.SegmentTime = (function() {

                /**
                 * Properties of a SegmentTime.
                 * @typedef {Object} tizheng.reading.v1.SegmentTime.$Properties
                 * @property {number} [id] SegmentTime id
                 * @property {number} [seconds] SegmentTime seconds
                 * @property {number} [result] SegmentTime result
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SegmentTime.
                 * @memberof tizheng.reading.v1
                 * @interface ISegmentTime
                 * @augments tizheng.reading.v1.SegmentTime.$Properties
                 * @deprecated Use tizheng.reading.v1.SegmentTime.$Properties instead.
                 */

                /**
                 * Shape of a SegmentTime.
                 * @typedef {tizheng.reading.v1.SegmentTime.$Properties} tizheng.reading.v1.SegmentTime.$Shape
                 */

                /**
                 * Constructs a new SegmentTime.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a SegmentTime.
                 * @constructor
                 * @param {tizheng.reading.v1.SegmentTime.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SegmentTime = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SegmentTime id.
                 * @member {number} id
                 * @memberof tizheng.reading.v1.SegmentTime
                 * @instance
                 */
                SegmentTime.prototype.id = 0;

                /**
                 * SegmentTime seconds.
                 * @member {number} seconds
                 * @memberof tizheng.reading.v1.SegmentTime
                 * @instance
                 */
                SegmentTime.prototype.seconds = 0;

                /**
                 * SegmentTime result.
                 * @member {number} result
                 * @memberof tizheng.reading.v1.SegmentTime
                 * @instance
                 */
                SegmentTime.prototype.result = 0;

                /**
                 * Encodes the specified SegmentTime message. Does not implicitly {@link tizheng.reading.v1.SegmentTime.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.SegmentTime
                 * @static
                 * @param {tizheng.reading.v1.SegmentTime.$Properties} message SegmentTime message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SegmentTime.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.id);
                    if (message.seconds != null && $Object.hasOwnProperty.call(message, "seconds") && message.seconds !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.seconds);
                    if (message.result != null && $Object.hasOwnProperty.call(message, "result") && message.result !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.result);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SegmentTime message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.SegmentTime
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.SegmentTime & tizheng.reading.v1.SegmentTime.$Shape} SegmentTime
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SegmentTime.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.SegmentTime();
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
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.seconds = value;
                                else
                                    delete message.seconds;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.result = value;
                                else
                                    delete message.result;
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

                return SegmentTime;
            })();

            v1.AbnormalDriving = (function() {

                /**
                 * Properties of an AbnormalDriving.
                 * @typedef {Object} tizheng.reading.v1.AbnormalDriving.$Properties
                 * @property {number} [bits] AbnormalDriving bits
                 * @property {number|null} [fatigueDegree] AbnormalDriving fatigueDegree
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AbnormalDriving.
                 * @memberof tizheng.reading.v1
                 * @interface IAbnormalDriving
                 * @augments tizheng.reading.v1.AbnormalDriving.$Properties
                 * @deprecated Use tizheng.reading.v1.AbnormalDriving.$Properties instead.
                 */

                /**
                 * Shape of an AbnormalDriving.
                 * @typedef {tizheng.reading.v1.AbnormalDriving.$Properties} tizheng.reading.v1.AbnormalDriving.$Shape
                 */

                /**
                 * Constructs a new AbnormalDriving.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents an AbnormalDriving.
                 * @constructor
                 * @param {tizheng.reading.v1.AbnormalDriving.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AbnormalDriving = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AbnormalDriving bits.
                 * @member {number} bits
                 * @memberof tizheng.reading.v1.AbnormalDriving
                 * @instance
                 */
                AbnormalDriving.prototype.bits = 0;

                /**
                 * AbnormalDriving fatigueDegree.
                 * @member {number|null} fatigueDegree
                 * @memberof tizheng.reading.v1.AbnormalDriving
                 * @instance
                 */
                AbnormalDriving.prototype.fatigueDegree = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(AbnormalDriving.prototype, "_fatigueDegree", {
                    get: $util.oneOfGetter($oneOfFields = ["fatigueDegree"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified AbnormalDriving message. Does not implicitly {@link tizheng.reading.v1.AbnormalDriving.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.AbnormalDriving
                 * @static
                 * @param {tizheng.reading.v1.AbnormalDriving.$Properties} message AbnormalDriving message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AbnormalDriving.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.bits != null && $Object.hasOwnProperty.call(message, "bits") && message.bits !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.bits);
                    if (message.fatigueDegree != null && $Object.hasOwnProperty.call(message, "fatigueDegree"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.fatigueDegree);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AbnormalDriving message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.AbnormalDriving
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.AbnormalDriving & tizheng.reading.v1.AbnormalDriving.$Shape} AbnormalDriving
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AbnormalDriving.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.AbnormalDriving();
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
                                    message.bits = value;
                                else
                                    delete message.bits;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                message.fatigueDegree = reader.uint32();
                                message._fatigueDegree = "fatigueDegree";
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

                return AbnormalDriving;
            })();

            v1.SafetyAlarm = (function() {

                /**
                 * Properties of a SafetyAlarm.
                 * @typedef {Object} tizheng.reading.v1.SafetyAlarm.$Properties
                 * @property {number} [itemId] SafetyAlarm itemId
                 * @property {tizheng.reading.v1.SafetyLayout} [layout] SafetyAlarm layout
                 * @property {number} [alarmId] SafetyAlarm alarmId
                 * @property {number} [phase] SafetyAlarm phase
                 * @property {number} [type] SafetyAlarm type
                 * @property {number} [level] SafetyAlarm level
                 * @property {number} [speedKmh] SafetyAlarm speedKmh
                 * @property {number|Long|null} [timeMs] SafetyAlarm timeMs
                 * @property {number|Long|null} [markTimeMs] SafetyAlarm markTimeMs
                 * @property {number} [markSeq] SafetyAlarm markSeq
                 * @property {number} [files] SafetyAlarm files
                 * @property {number} [fatigueDegree] SafetyAlarm fatigueDegree
                 * @property {number} [frontSpeedKmh] SafetyAlarm frontSpeedKmh
                 * @property {number} [frontDs] SafetyAlarm frontDs
                 * @property {number} [deviation] SafetyAlarm deviation
                 * @property {number} [signKind] SafetyAlarm signKind
                 * @property {number} [signValue] SafetyAlarm signValue
                 * @property {Array.<tizheng.reading.v1.TyreState.$Properties>} [tyres] SafetyAlarm tyres
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SafetyAlarm.
                 * @memberof tizheng.reading.v1
                 * @interface ISafetyAlarm
                 * @augments tizheng.reading.v1.SafetyAlarm.$Properties
                 * @deprecated Use tizheng.reading.v1.SafetyAlarm.$Properties instead.
                 */

                /**
                 * Shape of a SafetyAlarm.
                 * @typedef {tizheng.reading.v1.SafetyAlarm.$Properties} tizheng.reading.v1.SafetyAlarm.$Shape
                 */

                /**
                 * Constructs a new SafetyAlarm.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a SafetyAlarm.
                 * @constructor
                 * @param {tizheng.reading.v1.SafetyAlarm.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SafetyAlarm = function (properties) {
                    this.tyres = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SafetyAlarm itemId.
                 * @member {number} itemId
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @instance
                 */
                SafetyAlarm.prototype.itemId = 0;

                /**
                 * SafetyAlarm layout.
                 * @member {tizheng.reading.v1.SafetyLayout} layout
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @instance
                 */
                SafetyAlarm.prototype.layout = 0;

                /**
                 * SafetyAlarm alarmId.
                 * @member {number} alarmId
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @instance
                 */
                SafetyAlarm.prototype.alarmId = 0;

                /**
                 * SafetyAlarm phase.
                 * @member {number} phase
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @instance
                 */
                SafetyAlarm.prototype.phase = 0;

                /**
                 * SafetyAlarm type.
                 * @member {number} type
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @instance
                 */
                SafetyAlarm.prototype.type = 0;

                /**
                 * SafetyAlarm level.
                 * @member {number} level
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @instance
                 */
                SafetyAlarm.prototype.level = 0;

                /**
                 * SafetyAlarm speedKmh.
                 * @member {number} speedKmh
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @instance
                 */
                SafetyAlarm.prototype.speedKmh = 0;

                /**
                 * SafetyAlarm timeMs.
                 * @member {number|Long|null} timeMs
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @instance
                 */
                SafetyAlarm.prototype.timeMs = null;

                /**
                 * SafetyAlarm markTimeMs.
                 * @member {number|Long|null} markTimeMs
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @instance
                 */
                SafetyAlarm.prototype.markTimeMs = null;

                /**
                 * SafetyAlarm markSeq.
                 * @member {number} markSeq
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @instance
                 */
                SafetyAlarm.prototype.markSeq = 0;

                /**
                 * SafetyAlarm files.
                 * @member {number} files
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @instance
                 */
                SafetyAlarm.prototype.files = 0;

                /**
                 * SafetyAlarm fatigueDegree.
                 * @member {number} fatigueDegree
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @instance
                 */
                SafetyAlarm.prototype.fatigueDegree = 0;

                /**
                 * SafetyAlarm frontSpeedKmh.
                 * @member {number} frontSpeedKmh
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @instance
                 */
                SafetyAlarm.prototype.frontSpeedKmh = 0;

                /**
                 * SafetyAlarm frontDs.
                 * @member {number} frontDs
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @instance
                 */
                SafetyAlarm.prototype.frontDs = 0;

                /**
                 * SafetyAlarm deviation.
                 * @member {number} deviation
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @instance
                 */
                SafetyAlarm.prototype.deviation = 0;

                /**
                 * SafetyAlarm signKind.
                 * @member {number} signKind
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @instance
                 */
                SafetyAlarm.prototype.signKind = 0;

                /**
                 * SafetyAlarm signValue.
                 * @member {number} signValue
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @instance
                 */
                SafetyAlarm.prototype.signValue = 0;

                /**
                 * SafetyAlarm tyres.
                 * @member {Array.<tizheng.reading.v1.TyreState>} tyres
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @instance
                 */
                SafetyAlarm.prototype.tyres = $util.emptyArray;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(SafetyAlarm.prototype, "_timeMs", {
                    get: $util.oneOfGetter($oneOfFields = ["timeMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(SafetyAlarm.prototype, "_markTimeMs", {
                    get: $util.oneOfGetter($oneOfFields = ["markTimeMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified SafetyAlarm message. Does not implicitly {@link tizheng.reading.v1.SafetyAlarm.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @static
                 * @param {tizheng.reading.v1.SafetyAlarm.$Properties} message SafetyAlarm message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SafetyAlarm.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.itemId != null && $Object.hasOwnProperty.call(message, "itemId") && message.itemId !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.itemId);
                    if (message.layout != null && $Object.hasOwnProperty.call(message, "layout") && message.layout !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).int32(message.layout);
                    if (message.alarmId != null && $Object.hasOwnProperty.call(message, "alarmId") && message.alarmId !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.alarmId);
                    if (message.phase != null && $Object.hasOwnProperty.call(message, "phase") && message.phase !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.phase);
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.type);
                    if (message.level != null && $Object.hasOwnProperty.call(message, "level") && message.level !== 0)
                        writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.level);
                    if (message.speedKmh != null && $Object.hasOwnProperty.call(message, "speedKmh") && message.speedKmh !== 0)
                        writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.speedKmh);
                    if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs"))
                        writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.timeMs);
                    if (message.markTimeMs != null && $Object.hasOwnProperty.call(message, "markTimeMs"))
                        writer.uint32(/* id 9, wireType 0 =*/72).uint64(message.markTimeMs);
                    if (message.markSeq != null && $Object.hasOwnProperty.call(message, "markSeq") && message.markSeq !== 0)
                        writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.markSeq);
                    if (message.files != null && $Object.hasOwnProperty.call(message, "files") && message.files !== 0)
                        writer.uint32(/* id 11, wireType 0 =*/88).uint32(message.files);
                    if (message.fatigueDegree != null && $Object.hasOwnProperty.call(message, "fatigueDegree") && message.fatigueDegree !== 0)
                        writer.uint32(/* id 12, wireType 0 =*/96).uint32(message.fatigueDegree);
                    if (message.frontSpeedKmh != null && $Object.hasOwnProperty.call(message, "frontSpeedKmh") && message.frontSpeedKmh !== 0)
                        writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.frontSpeedKmh);
                    if (message.frontDs != null && $Object.hasOwnProperty.call(message, "frontDs") && message.frontDs !== 0)
                        writer.uint32(/* id 14, wireType 0 =*/112).uint32(message.frontDs);
                    if (message.deviation != null && $Object.hasOwnProperty.call(message, "deviation") && message.deviation !== 0)
                        writer.uint32(/* id 15, wireType 0 =*/120).uint32(message.deviation);
                    if (message.signKind != null && $Object.hasOwnProperty.call(message, "signKind") && message.signKind !== 0)
                        writer.uint32(/* id 16, wireType 0 =*/128).uint32(message.signKind);
                    if (message.signValue != null && $Object.hasOwnProperty.call(message, "signValue") && message.signValue !== 0)
                        writer.uint32(/* id 17, wireType 0 =*/136).uint32(message.signValue);
                    if (message.tyres != null && message.tyres.length)
                        for (let i = 0; i < message.tyres.length; ++i)
                            $root.tizheng.reading.v1.TyreState.encode(message.tyres[i], writer.uint32(/* id 18, wireType 2 =*/146).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SafetyAlarm message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.SafetyAlarm
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.SafetyAlarm & tizheng.reading.v1.SafetyAlarm.$Shape} SafetyAlarm
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SafetyAlarm.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.SafetyAlarm();
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
                                    message.itemId = value;
                                else
                                    delete message.itemId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.layout = value;
                                else
                                    delete message.layout;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.alarmId = value;
                                else
                                    delete message.alarmId;
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
                                    message.type = value;
                                else
                                    delete message.type;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.level = value;
                                else
                                    delete message.level;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.speedKmh = value;
                                else
                                    delete message.speedKmh;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                message.timeMs = reader.uint64();
                                message._timeMs = "timeMs";
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                message.markTimeMs = reader.uint64();
                                message._markTimeMs = "markTimeMs";
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.markSeq = value;
                                else
                                    delete message.markSeq;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.files = value;
                                else
                                    delete message.files;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.fatigueDegree = value;
                                else
                                    delete message.fatigueDegree;
                                continue;
                            }
                        case 13: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.frontSpeedKmh = value;
                                else
                                    delete message.frontSpeedKmh;
                                continue;
                            }
                        case 14: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.frontDs = value;
                                else
                                    delete message.frontDs;
                                continue;
                            }
                        case 15: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.deviation = value;
                                else
                                    delete message.deviation;
                                continue;
                            }
                        case 16: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.signKind = value;
                                else
                                    delete message.signKind;
                                continue;
                            }
                        case 17: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.signValue = value;
                                else
                                    delete message.signValue;
                                continue;
                            }
                        case 18: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.tyres && message.tyres.length))
                                    message.tyres = [];
                                message.tyres.push($root.tizheng.reading.v1.TyreState.decode(reader, reader.size(), $undefined, _depth + 1));
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

                return SafetyAlarm;
            })();

            /**
             * SafetyLayout enum.
             * @name tizheng.reading.v1.SafetyLayout
             * @enum {number}
             * @property {number} LAYOUT_OTHER=0 LAYOUT_OTHER value
             * @property {number} JSATL=1 JSATL value
             * @property {number} GDRTA=2 GDRTA value
             */
            v1.SafetyLayout = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "LAYOUT_OTHER"] = 0;
                values[valuesById[1] = "JSATL"] = 1;
                values[valuesById[2] = "GDRTA"] = 2;
                return values;
            })();

            v1.TyreState = (function() {

                /**
                 * Properties of a TyreState.
                 * @typedef {Object} tizheng.reading.v1.TyreState.$Properties
                 * @property {number} [position] TyreState position
                 * @property {number} [bits] TyreState bits
                 * @property {number} [pressureKpa] TyreState pressureKpa
                 * @property {number} [temperatureC] TyreState temperatureC
                 * @property {number} [batteryPct] TyreState batteryPct
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a TyreState.
                 * @memberof tizheng.reading.v1
                 * @interface ITyreState
                 * @augments tizheng.reading.v1.TyreState.$Properties
                 * @deprecated Use tizheng.reading.v1.TyreState.$Properties instead.
                 */

                /**
                 * Shape of a TyreState.
                 * @typedef {tizheng.reading.v1.TyreState.$Properties} tizheng.reading.v1.TyreState.$Shape
                 */

                /**
                 * Constructs a new TyreState.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a TyreState.
                 * @constructor
                 * @param {tizheng.reading.v1.TyreState.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const TyreState = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * TyreState position.
                 * @member {number} position
                 * @memberof tizheng.reading.v1.TyreState
                 * @instance
                 */
                TyreState.prototype.position = 0;

                /**
                 * TyreState bits.
                 * @member {number} bits
                 * @memberof tizheng.reading.v1.TyreState
                 * @instance
                 */
                TyreState.prototype.bits = 0;

                /**
                 * TyreState pressureKpa.
                 * @member {number} pressureKpa
                 * @memberof tizheng.reading.v1.TyreState
                 * @instance
                 */
                TyreState.prototype.pressureKpa = 0;

                /**
                 * TyreState temperatureC.
                 * @member {number} temperatureC
                 * @memberof tizheng.reading.v1.TyreState
                 * @instance
                 */
                TyreState.prototype.temperatureC = 0;

                /**
                 * TyreState batteryPct.
                 * @member {number} batteryPct
                 * @memberof tizheng.reading.v1.TyreState
                 * @instance
                 */
                TyreState.prototype.batteryPct = 0;

                /**
                 * Encodes the specified TyreState message. Does not implicitly {@link tizheng.reading.v1.TyreState.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.TyreState
                 * @static
                 * @param {tizheng.reading.v1.TyreState.$Properties} message TyreState message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                TyreState.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.position != null && $Object.hasOwnProperty.call(message, "position") && message.position !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.position);
                    if (message.bits != null && $Object.hasOwnProperty.call(message, "bits") && message.bits !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.bits);
                    if (message.pressureKpa != null && $Object.hasOwnProperty.call(message, "pressureKpa") && message.pressureKpa !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.pressureKpa);
                    if (message.temperatureC != null && $Object.hasOwnProperty.call(message, "temperatureC") && message.temperatureC !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).sint32(message.temperatureC);
                    if (message.batteryPct != null && $Object.hasOwnProperty.call(message, "batteryPct") && message.batteryPct !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.batteryPct);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a TyreState message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.TyreState
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.TyreState & tizheng.reading.v1.TyreState.$Shape} TyreState
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                TyreState.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.TyreState();
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
                                    message.position = value;
                                else
                                    delete message.position;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.bits = value;
                                else
                                    delete message.bits;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.pressureKpa = value;
                                else
                                    delete message.pressureKpa;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.sint32())
                                    message.temperatureC = value;
                                else
                                    delete message.temperatureC;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.batteryPct = value;
                                else
                                    delete message.batteryPct;
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

                return TyreState;
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
                 * @property {boolean} [encrypted] Other encrypted
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
                 * Other encrypted.
                 * @member {boolean} encrypted
                 * @memberof tizheng.reading.v1.Other
                 * @instance
                 */
                Other.prototype.encrypted = false;

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
                    if (message.encrypted != null && $Object.hasOwnProperty.call(message, "encrypted") && message.encrypted !== false)
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.encrypted);
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
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.encrypted = value;
                                else
                                    delete message.encrypted;
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

            v1.TrafficSample = (function() {

                /**
                 * Properties of a TrafficSample.
                 * @typedef {Object} tizheng.reading.v1.TrafficSample.$Properties
                 * @property {number|Long|null} [endTimeMs] TrafficSample endTimeMs
                 * @property {number} [intervalS] TrafficSample intervalS
                 * @property {Array.<tizheng.reading.v1.LaneSample.$Properties>} [lanes] TrafficSample lanes
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a TrafficSample.
                 * @memberof tizheng.reading.v1
                 * @interface ITrafficSample
                 * @augments tizheng.reading.v1.TrafficSample.$Properties
                 * @deprecated Use tizheng.reading.v1.TrafficSample.$Properties instead.
                 */

                /**
                 * Shape of a TrafficSample.
                 * @typedef {tizheng.reading.v1.TrafficSample.$Properties} tizheng.reading.v1.TrafficSample.$Shape
                 */

                /**
                 * Constructs a new TrafficSample.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a TrafficSample.
                 * @constructor
                 * @param {tizheng.reading.v1.TrafficSample.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const TrafficSample = function (properties) {
                    this.lanes = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * TrafficSample endTimeMs.
                 * @member {number|Long|null} endTimeMs
                 * @memberof tizheng.reading.v1.TrafficSample
                 * @instance
                 */
                TrafficSample.prototype.endTimeMs = null;

                /**
                 * TrafficSample intervalS.
                 * @member {number} intervalS
                 * @memberof tizheng.reading.v1.TrafficSample
                 * @instance
                 */
                TrafficSample.prototype.intervalS = 0;

                /**
                 * TrafficSample lanes.
                 * @member {Array.<tizheng.reading.v1.LaneSample>} lanes
                 * @memberof tizheng.reading.v1.TrafficSample
                 * @instance
                 */
                TrafficSample.prototype.lanes = $util.emptyArray;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(TrafficSample.prototype, "_endTimeMs", {
                    get: $util.oneOfGetter($oneOfFields = ["endTimeMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified TrafficSample message. Does not implicitly {@link tizheng.reading.v1.TrafficSample.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.TrafficSample
                 * @static
                 * @param {tizheng.reading.v1.TrafficSample.$Properties} message TrafficSample message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                TrafficSample.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.endTimeMs != null && $Object.hasOwnProperty.call(message, "endTimeMs"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.endTimeMs);
                    if (message.intervalS != null && $Object.hasOwnProperty.call(message, "intervalS") && message.intervalS !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.intervalS);
                    if (message.lanes != null && message.lanes.length)
                        for (let i = 0; i < message.lanes.length; ++i)
                            $root.tizheng.reading.v1.LaneSample.encode(message.lanes[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a TrafficSample message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.TrafficSample
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.TrafficSample & tizheng.reading.v1.TrafficSample.$Shape} TrafficSample
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                TrafficSample.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.TrafficSample();
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
                                message.endTimeMs = reader.uint64();
                                message._endTimeMs = "endTimeMs";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.intervalS = value;
                                else
                                    delete message.intervalS;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.lanes && message.lanes.length))
                                    message.lanes = [];
                                message.lanes.push($root.tizheng.reading.v1.LaneSample.decode(reader, reader.size(), $undefined, _depth + 1));
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

                return TrafficSample;
            })();

            v1.LaneSample = (function() {

                /**
                 * Properties of a LaneSample.
                 * @typedef {Object} tizheng.reading.v1.LaneSample.$Properties
                 * @property {number} [lane] LaneSample lane
                 * @property {number|null} [vehicles] LaneSample vehicles
                 * @property {number|null} [occupancyPermille] LaneSample occupancyPermille
                 * @property {number|null} [speedDkmh] LaneSample speedDkmh
                 * @property {boolean} [valid] LaneSample valid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a LaneSample.
                 * @memberof tizheng.reading.v1
                 * @interface ILaneSample
                 * @augments tizheng.reading.v1.LaneSample.$Properties
                 * @deprecated Use tizheng.reading.v1.LaneSample.$Properties instead.
                 */

                /**
                 * Shape of a LaneSample.
                 * @typedef {tizheng.reading.v1.LaneSample.$Properties} tizheng.reading.v1.LaneSample.$Shape
                 */

                /**
                 * Constructs a new LaneSample.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a LaneSample.
                 * @constructor
                 * @param {tizheng.reading.v1.LaneSample.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const LaneSample = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * LaneSample lane.
                 * @member {number} lane
                 * @memberof tizheng.reading.v1.LaneSample
                 * @instance
                 */
                LaneSample.prototype.lane = 0;

                /**
                 * LaneSample vehicles.
                 * @member {number|null} vehicles
                 * @memberof tizheng.reading.v1.LaneSample
                 * @instance
                 */
                LaneSample.prototype.vehicles = null;

                /**
                 * LaneSample occupancyPermille.
                 * @member {number|null} occupancyPermille
                 * @memberof tizheng.reading.v1.LaneSample
                 * @instance
                 */
                LaneSample.prototype.occupancyPermille = null;

                /**
                 * LaneSample speedDkmh.
                 * @member {number|null} speedDkmh
                 * @memberof tizheng.reading.v1.LaneSample
                 * @instance
                 */
                LaneSample.prototype.speedDkmh = null;

                /**
                 * LaneSample valid.
                 * @member {boolean} valid
                 * @memberof tizheng.reading.v1.LaneSample
                 * @instance
                 */
                LaneSample.prototype.valid = false;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(LaneSample.prototype, "_vehicles", {
                    get: $util.oneOfGetter($oneOfFields = ["vehicles"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(LaneSample.prototype, "_occupancyPermille", {
                    get: $util.oneOfGetter($oneOfFields = ["occupancyPermille"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(LaneSample.prototype, "_speedDkmh", {
                    get: $util.oneOfGetter($oneOfFields = ["speedDkmh"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified LaneSample message. Does not implicitly {@link tizheng.reading.v1.LaneSample.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.LaneSample
                 * @static
                 * @param {tizheng.reading.v1.LaneSample.$Properties} message LaneSample message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                LaneSample.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.lane != null && $Object.hasOwnProperty.call(message, "lane") && message.lane !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.lane);
                    if (message.vehicles != null && $Object.hasOwnProperty.call(message, "vehicles"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.vehicles);
                    if (message.occupancyPermille != null && $Object.hasOwnProperty.call(message, "occupancyPermille"))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.occupancyPermille);
                    if (message.speedDkmh != null && $Object.hasOwnProperty.call(message, "speedDkmh"))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.speedDkmh);
                    if (message.valid != null && $Object.hasOwnProperty.call(message, "valid") && message.valid !== false)
                        writer.uint32(/* id 5, wireType 0 =*/40).bool(message.valid);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a LaneSample message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.LaneSample
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.LaneSample & tizheng.reading.v1.LaneSample.$Shape} LaneSample
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                LaneSample.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.LaneSample();
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
                                    message.lane = value;
                                else
                                    delete message.lane;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                message.vehicles = reader.uint32();
                                message._vehicles = "vehicles";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                message.occupancyPermille = reader.uint32();
                                message._occupancyPermille = "occupancyPermille";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                message.speedDkmh = reader.uint32();
                                message._speedDkmh = "speedDkmh";
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.valid = value;
                                else
                                    delete message.valid;
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

                return LaneSample;
            })();

            v1.WeatherSample = (function() {

                /**
                 * Properties of a WeatherSample.
                 * @typedef {Object} tizheng.reading.v1.WeatherSample.$Properties
                 * @property {number|Long|null} [timeMs] WeatherSample timeMs
                 * @property {number|null} [visibilityM] WeatherSample visibilityM
                 * @property {number|null} [windDms] WeatherSample windDms
                 * @property {number|null} [gustDms] WeatherSample gustDms
                 * @property {number|null} [windDirectionDeg] WeatherSample windDirectionDeg
                 * @property {number|null} [airTempDc] WeatherSample airTempDc
                 * @property {number|null} [dewPointDc] WeatherSample dewPointDc
                 * @property {number|null} [humidityPermille] WeatherSample humidityPermille
                 * @property {number|null} [rainDmmH] WeatherSample rainDmmH
                 * @property {number|null} [rain_1hDmm] WeatherSample rain_1hDmm
                 * @property {tizheng.reading.v1.Surface|null} [surface] WeatherSample surface
                 * @property {number|null} [surfaceTempDc] WeatherSample surfaceTempDc
                 * @property {number|null} [frictionPermille] WeatherSample frictionPermille
                 * @property {number|null} [waterDmm] WeatherSample waterDmm
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a WeatherSample.
                 * @memberof tizheng.reading.v1
                 * @interface IWeatherSample
                 * @augments tizheng.reading.v1.WeatherSample.$Properties
                 * @deprecated Use tizheng.reading.v1.WeatherSample.$Properties instead.
                 */

                /**
                 * Shape of a WeatherSample.
                 * @typedef {tizheng.reading.v1.WeatherSample.$Properties} tizheng.reading.v1.WeatherSample.$Shape
                 */

                /**
                 * Constructs a new WeatherSample.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a WeatherSample.
                 * @constructor
                 * @param {tizheng.reading.v1.WeatherSample.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const WeatherSample = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * WeatherSample timeMs.
                 * @member {number|Long|null} timeMs
                 * @memberof tizheng.reading.v1.WeatherSample
                 * @instance
                 */
                WeatherSample.prototype.timeMs = null;

                /**
                 * WeatherSample visibilityM.
                 * @member {number|null} visibilityM
                 * @memberof tizheng.reading.v1.WeatherSample
                 * @instance
                 */
                WeatherSample.prototype.visibilityM = null;

                /**
                 * WeatherSample windDms.
                 * @member {number|null} windDms
                 * @memberof tizheng.reading.v1.WeatherSample
                 * @instance
                 */
                WeatherSample.prototype.windDms = null;

                /**
                 * WeatherSample gustDms.
                 * @member {number|null} gustDms
                 * @memberof tizheng.reading.v1.WeatherSample
                 * @instance
                 */
                WeatherSample.prototype.gustDms = null;

                /**
                 * WeatherSample windDirectionDeg.
                 * @member {number|null} windDirectionDeg
                 * @memberof tizheng.reading.v1.WeatherSample
                 * @instance
                 */
                WeatherSample.prototype.windDirectionDeg = null;

                /**
                 * WeatherSample airTempDc.
                 * @member {number|null} airTempDc
                 * @memberof tizheng.reading.v1.WeatherSample
                 * @instance
                 */
                WeatherSample.prototype.airTempDc = null;

                /**
                 * WeatherSample dewPointDc.
                 * @member {number|null} dewPointDc
                 * @memberof tizheng.reading.v1.WeatherSample
                 * @instance
                 */
                WeatherSample.prototype.dewPointDc = null;

                /**
                 * WeatherSample humidityPermille.
                 * @member {number|null} humidityPermille
                 * @memberof tizheng.reading.v1.WeatherSample
                 * @instance
                 */
                WeatherSample.prototype.humidityPermille = null;

                /**
                 * WeatherSample rainDmmH.
                 * @member {number|null} rainDmmH
                 * @memberof tizheng.reading.v1.WeatherSample
                 * @instance
                 */
                WeatherSample.prototype.rainDmmH = null;

                /**
                 * WeatherSample rain_1hDmm.
                 * @member {number|null} rain_1hDmm
                 * @memberof tizheng.reading.v1.WeatherSample
                 * @instance
                 */
                WeatherSample.prototype.rain_1hDmm = null;

                /**
                 * WeatherSample surface.
                 * @member {tizheng.reading.v1.Surface|null} surface
                 * @memberof tizheng.reading.v1.WeatherSample
                 * @instance
                 */
                WeatherSample.prototype.surface = null;

                /**
                 * WeatherSample surfaceTempDc.
                 * @member {number|null} surfaceTempDc
                 * @memberof tizheng.reading.v1.WeatherSample
                 * @instance
                 */
                WeatherSample.prototype.surfaceTempDc = null;

                /**
                 * WeatherSample frictionPermille.
                 * @member {number|null} frictionPermille
                 * @memberof tizheng.reading.v1.WeatherSample
                 * @instance
                 */
                WeatherSample.prototype.frictionPermille = null;

                /**
                 * WeatherSample waterDmm.
                 * @member {number|null} waterDmm
                 * @memberof tizheng.reading.v1.WeatherSample
                 * @instance
                 */
                WeatherSample.prototype.waterDmm = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(WeatherSample.prototype, "_timeMs", {
                    get: $util.oneOfGetter($oneOfFields = ["timeMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(WeatherSample.prototype, "_visibilityM", {
                    get: $util.oneOfGetter($oneOfFields = ["visibilityM"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(WeatherSample.prototype, "_windDms", {
                    get: $util.oneOfGetter($oneOfFields = ["windDms"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(WeatherSample.prototype, "_gustDms", {
                    get: $util.oneOfGetter($oneOfFields = ["gustDms"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(WeatherSample.prototype, "_windDirectionDeg", {
                    get: $util.oneOfGetter($oneOfFields = ["windDirectionDeg"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(WeatherSample.prototype, "_airTempDc", {
                    get: $util.oneOfGetter($oneOfFields = ["airTempDc"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(WeatherSample.prototype, "_dewPointDc", {
                    get: $util.oneOfGetter($oneOfFields = ["dewPointDc"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(WeatherSample.prototype, "_humidityPermille", {
                    get: $util.oneOfGetter($oneOfFields = ["humidityPermille"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(WeatherSample.prototype, "_rainDmmH", {
                    get: $util.oneOfGetter($oneOfFields = ["rainDmmH"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(WeatherSample.prototype, "_rain_1hDmm", {
                    get: $util.oneOfGetter($oneOfFields = ["rain_1hDmm"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(WeatherSample.prototype, "_surface", {
                    get: $util.oneOfGetter($oneOfFields = ["surface"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(WeatherSample.prototype, "_surfaceTempDc", {
                    get: $util.oneOfGetter($oneOfFields = ["surfaceTempDc"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(WeatherSample.prototype, "_frictionPermille", {
                    get: $util.oneOfGetter($oneOfFields = ["frictionPermille"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(WeatherSample.prototype, "_waterDmm", {
                    get: $util.oneOfGetter($oneOfFields = ["waterDmm"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified WeatherSample message. Does not implicitly {@link tizheng.reading.v1.WeatherSample.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.WeatherSample
                 * @static
                 * @param {tizheng.reading.v1.WeatherSample.$Properties} message WeatherSample message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                WeatherSample.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.timeMs);
                    if (message.visibilityM != null && $Object.hasOwnProperty.call(message, "visibilityM"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.visibilityM);
                    if (message.windDms != null && $Object.hasOwnProperty.call(message, "windDms"))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.windDms);
                    if (message.gustDms != null && $Object.hasOwnProperty.call(message, "gustDms"))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.gustDms);
                    if (message.windDirectionDeg != null && $Object.hasOwnProperty.call(message, "windDirectionDeg"))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.windDirectionDeg);
                    if (message.airTempDc != null && $Object.hasOwnProperty.call(message, "airTempDc"))
                        writer.uint32(/* id 6, wireType 0 =*/48).sint32(message.airTempDc);
                    if (message.dewPointDc != null && $Object.hasOwnProperty.call(message, "dewPointDc"))
                        writer.uint32(/* id 7, wireType 0 =*/56).sint32(message.dewPointDc);
                    if (message.humidityPermille != null && $Object.hasOwnProperty.call(message, "humidityPermille"))
                        writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.humidityPermille);
                    if (message.rainDmmH != null && $Object.hasOwnProperty.call(message, "rainDmmH"))
                        writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.rainDmmH);
                    if (message.rain_1hDmm != null && $Object.hasOwnProperty.call(message, "rain_1hDmm"))
                        writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.rain_1hDmm);
                    if (message.surface != null && $Object.hasOwnProperty.call(message, "surface"))
                        writer.uint32(/* id 11, wireType 0 =*/88).int32(message.surface);
                    if (message.surfaceTempDc != null && $Object.hasOwnProperty.call(message, "surfaceTempDc"))
                        writer.uint32(/* id 12, wireType 0 =*/96).sint32(message.surfaceTempDc);
                    if (message.frictionPermille != null && $Object.hasOwnProperty.call(message, "frictionPermille"))
                        writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.frictionPermille);
                    if (message.waterDmm != null && $Object.hasOwnProperty.call(message, "waterDmm"))
                        writer.uint32(/* id 14, wireType 0 =*/112).uint32(message.waterDmm);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a WeatherSample message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.WeatherSample
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.WeatherSample & tizheng.reading.v1.WeatherSample.$Shape} WeatherSample
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                WeatherSample.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.WeatherSample();
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
                                message.timeMs = reader.uint64();
                                message._timeMs = "timeMs";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                message.visibilityM = reader.uint32();
                                message._visibilityM = "visibilityM";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                message.windDms = reader.uint32();
                                message._windDms = "windDms";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                message.gustDms = reader.uint32();
                                message._gustDms = "gustDms";
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                message.windDirectionDeg = reader.uint32();
                                message._windDirectionDeg = "windDirectionDeg";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                message.airTempDc = reader.sint32();
                                message._airTempDc = "airTempDc";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                message.dewPointDc = reader.sint32();
                                message._dewPointDc = "dewPointDc";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                message.humidityPermille = reader.uint32();
                                message._humidityPermille = "humidityPermille";
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                message.rainDmmH = reader.uint32();
                                message._rainDmmH = "rainDmmH";
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                message.rain_1hDmm = reader.uint32();
                                message._rain_1hDmm = "rain_1hDmm";
                                continue;
                            }
                        case 11: {
                                if (wireType !== 0)
                                    break;
                                message.surface = reader.int32();
                                message._surface = "surface";
                                continue;
                            }
                        case 12: {
                                if (wireType !== 0)
                                    break;
                                message.surfaceTempDc = reader.sint32();
                                message._surfaceTempDc = "surfaceTempDc";
                                continue;
                            }
                        case 13: {
                                if (wireType !== 0)
                                    break;
                                message.frictionPermille = reader.uint32();
                                message._frictionPermille = "frictionPermille";
                                continue;
                            }
                        case 14: {
                                if (wireType !== 0)
                                    break;
                                message.waterDmm = reader.uint32();
                                message._waterDmm = "waterDmm";
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

                return WeatherSample;
            })();

            /**
             * Surface enum.
             * @name tizheng.reading.v1.Surface
             * @enum {number}
             * @property {number} SURFACE_UNKNOWN=0 SURFACE_UNKNOWN value
             * @property {number} DRY=1 DRY value
             * @property {number} MOIST=2 MOIST value
             * @property {number} WET=3 WET value
             * @property {number} SLUSH=4 SLUSH value
             * @property {number} SNOW=5 SNOW value
             * @property {number} ICE=6 ICE value
             */
            v1.Surface = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "SURFACE_UNKNOWN"] = 0;
                values[valuesById[1] = "DRY"] = 1;
                values[valuesById[2] = "MOIST"] = 2;
                values[valuesById[3] = "WET"] = 3;
                values[valuesById[4] = "SLUSH"] = 4;
                values[valuesById[5] = "SNOW"] = 5;
                values[valuesById[6] = "ICE"] = 6;
                return values;
            })();

            v1.PassengerFlow = (function() {

                /**
                 * Properties of a PassengerFlow.
                 * @typedef {Object} tizheng.reading.v1.PassengerFlow.$Properties
                 * @property {number|Long|null} [startTimeMs] PassengerFlow startTimeMs
                 * @property {number|Long|null} [endTimeMs] PassengerFlow endTimeMs
                 * @property {number} [boarding] PassengerFlow boarding
                 * @property {number} [alighting] PassengerFlow alighting
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a PassengerFlow.
                 * @memberof tizheng.reading.v1
                 * @interface IPassengerFlow
                 * @augments tizheng.reading.v1.PassengerFlow.$Properties
                 * @deprecated Use tizheng.reading.v1.PassengerFlow.$Properties instead.
                 */

                /**
                 * Shape of a PassengerFlow.
                 * @typedef {tizheng.reading.v1.PassengerFlow.$Properties} tizheng.reading.v1.PassengerFlow.$Shape
                 */

                /**
                 * Constructs a new PassengerFlow.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a PassengerFlow.
                 * @constructor
                 * @param {tizheng.reading.v1.PassengerFlow.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const PassengerFlow = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * PassengerFlow startTimeMs.
                 * @member {number|Long|null} startTimeMs
                 * @memberof tizheng.reading.v1.PassengerFlow
                 * @instance
                 */
                PassengerFlow.prototype.startTimeMs = null;

                /**
                 * PassengerFlow endTimeMs.
                 * @member {number|Long|null} endTimeMs
                 * @memberof tizheng.reading.v1.PassengerFlow
                 * @instance
                 */
                PassengerFlow.prototype.endTimeMs = null;

                /**
                 * PassengerFlow boarding.
                 * @member {number} boarding
                 * @memberof tizheng.reading.v1.PassengerFlow
                 * @instance
                 */
                PassengerFlow.prototype.boarding = 0;

                /**
                 * PassengerFlow alighting.
                 * @member {number} alighting
                 * @memberof tizheng.reading.v1.PassengerFlow
                 * @instance
                 */
                PassengerFlow.prototype.alighting = 0;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(PassengerFlow.prototype, "_startTimeMs", {
                    get: $util.oneOfGetter($oneOfFields = ["startTimeMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(PassengerFlow.prototype, "_endTimeMs", {
                    get: $util.oneOfGetter($oneOfFields = ["endTimeMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified PassengerFlow message. Does not implicitly {@link tizheng.reading.v1.PassengerFlow.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.PassengerFlow
                 * @static
                 * @param {tizheng.reading.v1.PassengerFlow.$Properties} message PassengerFlow message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                PassengerFlow.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.startTimeMs != null && $Object.hasOwnProperty.call(message, "startTimeMs"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.startTimeMs);
                    if (message.endTimeMs != null && $Object.hasOwnProperty.call(message, "endTimeMs"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.endTimeMs);
                    if (message.boarding != null && $Object.hasOwnProperty.call(message, "boarding") && message.boarding !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.boarding);
                    if (message.alighting != null && $Object.hasOwnProperty.call(message, "alighting") && message.alighting !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.alighting);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a PassengerFlow message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.PassengerFlow
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.PassengerFlow & tizheng.reading.v1.PassengerFlow.$Shape} PassengerFlow
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                PassengerFlow.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.PassengerFlow();
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
                                message.startTimeMs = reader.uint64();
                                message._startTimeMs = "startTimeMs";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                message.endTimeMs = reader.uint64();
                                message._endTimeMs = "endTimeMs";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.boarding = value;
                                else
                                    delete message.boarding;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.alighting = value;
                                else
                                    delete message.alighting;
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

                return PassengerFlow;
            })();

            v1.Weighing = (function() {

                /**
                 * Properties of a Weighing.
                 * @typedef {Object} tizheng.reading.v1.Weighing.$Properties
                 * @property {number|Long|null} [timeMs] Weighing timeMs
                 * @property {number} [grossKg] Weighing grossKg
                 * @property {Array.<tizheng.reading.v1.WeighedAxle.$Properties>} [axles] Weighing axles
                 * @property {boolean|null} [combination] Weighing combination
                 * @property {number|null} [speedDkmh] Weighing speedDkmh
                 * @property {number|null} [lengthCm] Weighing lengthCm
                 * @property {number|null} [lane] Weighing lane
                 * @property {number|null} [latitudeE7] Weighing latitudeE7
                 * @property {number|null} [longitudeE7] Weighing longitudeE7
                 * @property {string} [plate] Weighing plate
                 * @property {number} [plateColour] Weighing plateColour
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Weighing.
                 * @memberof tizheng.reading.v1
                 * @interface IWeighing
                 * @augments tizheng.reading.v1.Weighing.$Properties
                 * @deprecated Use tizheng.reading.v1.Weighing.$Properties instead.
                 */

                /**
                 * Shape of a Weighing.
                 * @typedef {tizheng.reading.v1.Weighing.$Properties} tizheng.reading.v1.Weighing.$Shape
                 */

                /**
                 * Constructs a new Weighing.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a Weighing.
                 * @constructor
                 * @param {tizheng.reading.v1.Weighing.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Weighing = function (properties) {
                    this.axles = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Weighing timeMs.
                 * @member {number|Long|null} timeMs
                 * @memberof tizheng.reading.v1.Weighing
                 * @instance
                 */
                Weighing.prototype.timeMs = null;

                /**
                 * Weighing grossKg.
                 * @member {number} grossKg
                 * @memberof tizheng.reading.v1.Weighing
                 * @instance
                 */
                Weighing.prototype.grossKg = 0;

                /**
                 * Weighing axles.
                 * @member {Array.<tizheng.reading.v1.WeighedAxle>} axles
                 * @memberof tizheng.reading.v1.Weighing
                 * @instance
                 */
                Weighing.prototype.axles = $util.emptyArray;

                /**
                 * Weighing combination.
                 * @member {boolean|null} combination
                 * @memberof tizheng.reading.v1.Weighing
                 * @instance
                 */
                Weighing.prototype.combination = null;

                /**
                 * Weighing speedDkmh.
                 * @member {number|null} speedDkmh
                 * @memberof tizheng.reading.v1.Weighing
                 * @instance
                 */
                Weighing.prototype.speedDkmh = null;

                /**
                 * Weighing lengthCm.
                 * @member {number|null} lengthCm
                 * @memberof tizheng.reading.v1.Weighing
                 * @instance
                 */
                Weighing.prototype.lengthCm = null;

                /**
                 * Weighing lane.
                 * @member {number|null} lane
                 * @memberof tizheng.reading.v1.Weighing
                 * @instance
                 */
                Weighing.prototype.lane = null;

                /**
                 * Weighing latitudeE7.
                 * @member {number|null} latitudeE7
                 * @memberof tizheng.reading.v1.Weighing
                 * @instance
                 */
                Weighing.prototype.latitudeE7 = null;

                /**
                 * Weighing longitudeE7.
                 * @member {number|null} longitudeE7
                 * @memberof tizheng.reading.v1.Weighing
                 * @instance
                 */
                Weighing.prototype.longitudeE7 = null;

                /**
                 * Weighing plate.
                 * @member {string} plate
                 * @memberof tizheng.reading.v1.Weighing
                 * @instance
                 */
                Weighing.prototype.plate = "";

                /**
                 * Weighing plateColour.
                 * @member {number} plateColour
                 * @memberof tizheng.reading.v1.Weighing
                 * @instance
                 */
                Weighing.prototype.plateColour = 0;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Weighing.prototype, "_timeMs", {
                    get: $util.oneOfGetter($oneOfFields = ["timeMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Weighing.prototype, "_combination", {
                    get: $util.oneOfGetter($oneOfFields = ["combination"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Weighing.prototype, "_speedDkmh", {
                    get: $util.oneOfGetter($oneOfFields = ["speedDkmh"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Weighing.prototype, "_lengthCm", {
                    get: $util.oneOfGetter($oneOfFields = ["lengthCm"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Weighing.prototype, "_lane", {
                    get: $util.oneOfGetter($oneOfFields = ["lane"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Weighing.prototype, "_latitudeE7", {
                    get: $util.oneOfGetter($oneOfFields = ["latitudeE7"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Weighing.prototype, "_longitudeE7", {
                    get: $util.oneOfGetter($oneOfFields = ["longitudeE7"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Weighing message. Does not implicitly {@link tizheng.reading.v1.Weighing.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.Weighing
                 * @static
                 * @param {tizheng.reading.v1.Weighing.$Properties} message Weighing message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Weighing.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.timeMs);
                    if (message.grossKg != null && $Object.hasOwnProperty.call(message, "grossKg") && message.grossKg !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.grossKg);
                    if (message.axles != null && message.axles.length)
                        for (let i = 0; i < message.axles.length; ++i)
                            $root.tizheng.reading.v1.WeighedAxle.encode(message.axles[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.combination != null && $Object.hasOwnProperty.call(message, "combination"))
                        writer.uint32(/* id 4, wireType 0 =*/32).bool(message.combination);
                    if (message.speedDkmh != null && $Object.hasOwnProperty.call(message, "speedDkmh"))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.speedDkmh);
                    if (message.lengthCm != null && $Object.hasOwnProperty.call(message, "lengthCm"))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.lengthCm);
                    if (message.lane != null && $Object.hasOwnProperty.call(message, "lane"))
                        writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.lane);
                    if (message.latitudeE7 != null && $Object.hasOwnProperty.call(message, "latitudeE7"))
                        writer.uint32(/* id 8, wireType 0 =*/64).sint32(message.latitudeE7);
                    if (message.longitudeE7 != null && $Object.hasOwnProperty.call(message, "longitudeE7"))
                        writer.uint32(/* id 9, wireType 0 =*/72).sint32(message.longitudeE7);
                    if (message.plate != null && $Object.hasOwnProperty.call(message, "plate") && message.plate !== "")
                        writer.uint32(/* id 14, wireType 2 =*/114).string(message.plate);
                    if (message.plateColour != null && $Object.hasOwnProperty.call(message, "plateColour") && message.plateColour !== 0)
                        writer.uint32(/* id 15, wireType 0 =*/120).uint32(message.plateColour);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Weighing message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.Weighing
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.Weighing & tizheng.reading.v1.Weighing.$Shape} Weighing
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Weighing.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.Weighing();
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
                                message.timeMs = reader.uint64();
                                message._timeMs = "timeMs";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.grossKg = value;
                                else
                                    delete message.grossKg;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.axles && message.axles.length))
                                    message.axles = [];
                                message.axles.push($root.tizheng.reading.v1.WeighedAxle.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                message.combination = reader.bool();
                                message._combination = "combination";
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
                                message.lengthCm = reader.uint32();
                                message._lengthCm = "lengthCm";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                message.lane = reader.uint32();
                                message._lane = "lane";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                message.latitudeE7 = reader.sint32();
                                message._latitudeE7 = "latitudeE7";
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                message.longitudeE7 = reader.sint32();
                                message._longitudeE7 = "longitudeE7";
                                continue;
                            }
                        case 14: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.plate = value;
                                else
                                    delete message.plate;
                                continue;
                            }
                        case 15: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.plateColour = value;
                                else
                                    delete message.plateColour;
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

                return Weighing;
            })();

            v1.WeighedAxle = (function() {

                /**
                 * Properties of a WeighedAxle.
                 * @typedef {Object} tizheng.reading.v1.WeighedAxle.$Properties
                 * @property {number} [loadKg] WeighedAxle loadKg
                 * @property {tizheng.reading.v1.TyreKind} [tyres] WeighedAxle tyres
                 * @property {number|null} [group] WeighedAxle group
                 * @property {boolean} [drive] WeighedAxle drive
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a WeighedAxle.
                 * @memberof tizheng.reading.v1
                 * @interface IWeighedAxle
                 * @augments tizheng.reading.v1.WeighedAxle.$Properties
                 * @deprecated Use tizheng.reading.v1.WeighedAxle.$Properties instead.
                 */

                /**
                 * Shape of a WeighedAxle.
                 * @typedef {tizheng.reading.v1.WeighedAxle.$Properties} tizheng.reading.v1.WeighedAxle.$Shape
                 */

                /**
                 * Constructs a new WeighedAxle.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a WeighedAxle.
                 * @constructor
                 * @param {tizheng.reading.v1.WeighedAxle.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const WeighedAxle = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * WeighedAxle loadKg.
                 * @member {number} loadKg
                 * @memberof tizheng.reading.v1.WeighedAxle
                 * @instance
                 */
                WeighedAxle.prototype.loadKg = 0;

                /**
                 * WeighedAxle tyres.
                 * @member {tizheng.reading.v1.TyreKind} tyres
                 * @memberof tizheng.reading.v1.WeighedAxle
                 * @instance
                 */
                WeighedAxle.prototype.tyres = 0;

                /**
                 * WeighedAxle group.
                 * @member {number|null} group
                 * @memberof tizheng.reading.v1.WeighedAxle
                 * @instance
                 */
                WeighedAxle.prototype.group = null;

                /**
                 * WeighedAxle drive.
                 * @member {boolean} drive
                 * @memberof tizheng.reading.v1.WeighedAxle
                 * @instance
                 */
                WeighedAxle.prototype.drive = false;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(WeighedAxle.prototype, "_group", {
                    get: $util.oneOfGetter($oneOfFields = ["group"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified WeighedAxle message. Does not implicitly {@link tizheng.reading.v1.WeighedAxle.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.WeighedAxle
                 * @static
                 * @param {tizheng.reading.v1.WeighedAxle.$Properties} message WeighedAxle message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                WeighedAxle.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.loadKg != null && $Object.hasOwnProperty.call(message, "loadKg") && message.loadKg !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.loadKg);
                    if (message.tyres != null && $Object.hasOwnProperty.call(message, "tyres") && message.tyres !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).int32(message.tyres);
                    if (message.group != null && $Object.hasOwnProperty.call(message, "group"))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.group);
                    if (message.drive != null && $Object.hasOwnProperty.call(message, "drive") && message.drive !== false)
                        writer.uint32(/* id 4, wireType 0 =*/32).bool(message.drive);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a WeighedAxle message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.WeighedAxle
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.WeighedAxle & tizheng.reading.v1.WeighedAxle.$Shape} WeighedAxle
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                WeighedAxle.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.WeighedAxle();
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
                                    message.loadKg = value;
                                else
                                    delete message.loadKg;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.tyres = value;
                                else
                                    delete message.tyres;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                message.group = reader.uint32();
                                message._group = "group";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.drive = value;
                                else
                                    delete message.drive;
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

                return WeighedAxle;
            })();

            /**
             * TyreKind enum.
             * @name tizheng.reading.v1.TyreKind
             * @enum {number}
             * @property {number} TYRES_UNKNOWN=0 TYRES_UNKNOWN value
             * @property {number} SINGLE=1 SINGLE value
             * @property {number} DUAL=2 DUAL value
             * @property {number} WIDE=3 WIDE value
             */
            v1.TyreKind = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "TYRES_UNKNOWN"] = 0;
                values[valuesById[1] = "SINGLE"] = 1;
                values[valuesById[2] = "DUAL"] = 2;
                values[valuesById[3] = "WIDE"] = 3;
                return values;
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

            v1.AlertWork = (function() {

                /**
                 * Properties of an AlertWork.
                 * @typedef {Object} tizheng.reading.v1.AlertWork.$Properties
                 * @property {number} [actionsPartition] AlertWork actionsPartition
                 * @property {number|Long} [actionsOffset] AlertWork actionsOffset
                 * @property {string} [alertId] AlertWork alertId
                 * @property {string} [alertType] AlertWork alertType
                 * @property {number|Long} [openedAtMs] AlertWork openedAtMs
                 * @property {string} [state] AlertWork state
                 * @property {number|Long} [atMs] AlertWork atMs
                 * @property {string} [outcome] AlertWork outcome
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AlertWork.
                 * @memberof tizheng.reading.v1
                 * @interface IAlertWork
                 * @augments tizheng.reading.v1.AlertWork.$Properties
                 * @deprecated Use tizheng.reading.v1.AlertWork.$Properties instead.
                 */

                /**
                 * Shape of an AlertWork.
                 * @typedef {tizheng.reading.v1.AlertWork.$Properties} tizheng.reading.v1.AlertWork.$Shape
                 */

                /**
                 * Constructs a new AlertWork.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents an AlertWork.
                 * @constructor
                 * @param {tizheng.reading.v1.AlertWork.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AlertWork = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AlertWork actionsPartition.
                 * @member {number} actionsPartition
                 * @memberof tizheng.reading.v1.AlertWork
                 * @instance
                 */
                AlertWork.prototype.actionsPartition = 0;

                /**
                 * AlertWork actionsOffset.
                 * @member {number|Long} actionsOffset
                 * @memberof tizheng.reading.v1.AlertWork
                 * @instance
                 */
                AlertWork.prototype.actionsOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * AlertWork alertId.
                 * @member {string} alertId
                 * @memberof tizheng.reading.v1.AlertWork
                 * @instance
                 */
                AlertWork.prototype.alertId = "";

                /**
                 * AlertWork alertType.
                 * @member {string} alertType
                 * @memberof tizheng.reading.v1.AlertWork
                 * @instance
                 */
                AlertWork.prototype.alertType = "";

                /**
                 * AlertWork openedAtMs.
                 * @member {number|Long} openedAtMs
                 * @memberof tizheng.reading.v1.AlertWork
                 * @instance
                 */
                AlertWork.prototype.openedAtMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * AlertWork state.
                 * @member {string} state
                 * @memberof tizheng.reading.v1.AlertWork
                 * @instance
                 */
                AlertWork.prototype.state = "";

                /**
                 * AlertWork atMs.
                 * @member {number|Long} atMs
                 * @memberof tizheng.reading.v1.AlertWork
                 * @instance
                 */
                AlertWork.prototype.atMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * AlertWork outcome.
                 * @member {string} outcome
                 * @memberof tizheng.reading.v1.AlertWork
                 * @instance
                 */
                AlertWork.prototype.outcome = "";

                /**
                 * Encodes the specified AlertWork message. Does not implicitly {@link tizheng.reading.v1.AlertWork.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.AlertWork
                 * @static
                 * @param {tizheng.reading.v1.AlertWork.$Properties} message AlertWork message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AlertWork.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.actionsPartition != null && $Object.hasOwnProperty.call(message, "actionsPartition") && message.actionsPartition !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.actionsPartition);
                    if (message.actionsOffset != null && $Object.hasOwnProperty.call(message, "actionsOffset") && (typeof message.actionsOffset === "object" ? message.actionsOffset.low || message.actionsOffset.high : message.actionsOffset !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.actionsOffset);
                    if (message.alertId != null && $Object.hasOwnProperty.call(message, "alertId") && message.alertId !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.alertId);
                    if (message.alertType != null && $Object.hasOwnProperty.call(message, "alertType") && message.alertType !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.alertType);
                    if (message.openedAtMs != null && $Object.hasOwnProperty.call(message, "openedAtMs") && (typeof message.openedAtMs === "object" ? message.openedAtMs.low || message.openedAtMs.high : message.openedAtMs !== 0))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.openedAtMs);
                    if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== "")
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.state);
                    if (message.atMs != null && $Object.hasOwnProperty.call(message, "atMs") && (typeof message.atMs === "object" ? message.atMs.low || message.atMs.high : message.atMs !== 0))
                        writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.atMs);
                    if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome") && message.outcome !== "")
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.outcome);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AlertWork message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.AlertWork
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.AlertWork & tizheng.reading.v1.AlertWork.$Shape} AlertWork
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AlertWork.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.AlertWork();
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
                                    message.actionsPartition = value;
                                else
                                    delete message.actionsPartition;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.actionsOffset = value;
                                else
                                    delete message.actionsOffset;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.alertId = value;
                                else
                                    delete message.alertId;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.alertType = value;
                                else
                                    delete message.alertType;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.openedAtMs = value;
                                else
                                    delete message.openedAtMs;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.state = value;
                                else
                                    delete message.state;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.atMs = value;
                                else
                                    delete message.atMs;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.outcome = value;
                                else
                                    delete message.outcome;
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

                return AlertWork;
            })();

            v1.SensorObservation = (function() {

                /**
                 * Properties of a SensorObservation.
                 * @typedef {Object} tizheng.reading.v1.SensorObservation.$Properties
                 * @property {string} [task] SensorObservation task
                 * @property {number} [epoch] SensorObservation epoch
                 * @property {number|Long} [number] SensorObservation number
                 * @property {number|Long} [subjectKey] SensorObservation subjectKey
                 * @property {number|Long} [deviceKey] SensorObservation deviceKey
                 * @property {tizheng.reading.v1.Protocol} [protocol] SensorObservation protocol
                 * @property {number|Long} [eventTimeMs] SensorObservation eventTimeMs
                 * @property {number|Long} [receivedTimeMs] SensorObservation receivedTimeMs
                 * @property {number} [flags] SensorObservation flags
                 * @property {number} [inputPartition] SensorObservation inputPartition
                 * @property {number|Long} [inputOffset] SensorObservation inputOffset
                 * @property {tizheng.reading.v1.TrafficSample.$Properties|null} [traffic] SensorObservation traffic
                 * @property {tizheng.reading.v1.WeatherSample.$Properties|null} [weather] SensorObservation weather
                 * @property {"traffic"|"weather"} [body] SensorObservation body
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SensorObservation.
                 * @memberof tizheng.reading.v1
                 * @interface ISensorObservation
                 * @augments tizheng.reading.v1.SensorObservation.$Properties
                 * @deprecated Use tizheng.reading.v1.SensorObservation.$Properties instead.
                 */

                /**
                 * Narrowed shape of a SensorObservation.
                 * @typedef {{
                 *   task?: string;
                 *   epoch?: number;
                 *   number?: number|Long;
                 *   subjectKey?: number|Long;
                 *   deviceKey?: number|Long;
                 *   protocol?: tizheng.reading.v1.Protocol;
                 *   eventTimeMs?: number|Long;
                 *   receivedTimeMs?: number|Long;
                 *   flags?: number;
                 *   inputPartition?: number;
                 *   inputOffset?: number|Long;
                 *   traffic?: tizheng.reading.v1.TrafficSample.$Shape|null;
                 *   weather?: tizheng.reading.v1.WeatherSample.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ body?: undefined; traffic?: null; weather?: null }|{ body?: "traffic"; traffic: tizheng.reading.v1.TrafficSample.$Shape; weather?: null }|{ body?: "weather"; traffic?: null; weather: tizheng.reading.v1.WeatherSample.$Shape })
                 * )} tizheng.reading.v1.SensorObservation.$Shape
                 */

                /**
                 * Constructs a new SensorObservation.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a SensorObservation.
                 * @constructor
                 * @param {tizheng.reading.v1.SensorObservation.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SensorObservation = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SensorObservation task.
                 * @member {string} task
                 * @memberof tizheng.reading.v1.SensorObservation
                 * @instance
                 */
                SensorObservation.prototype.task = "";

                /**
                 * SensorObservation epoch.
                 * @member {number} epoch
                 * @memberof tizheng.reading.v1.SensorObservation
                 * @instance
                 */
                SensorObservation.prototype.epoch = 0;

                /**
                 * SensorObservation number.
                 * @member {number|Long} number
                 * @memberof tizheng.reading.v1.SensorObservation
                 * @instance
                 */
                SensorObservation.prototype.number = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SensorObservation subjectKey.
                 * @member {number|Long} subjectKey
                 * @memberof tizheng.reading.v1.SensorObservation
                 * @instance
                 */
                SensorObservation.prototype.subjectKey = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SensorObservation deviceKey.
                 * @member {number|Long} deviceKey
                 * @memberof tizheng.reading.v1.SensorObservation
                 * @instance
                 */
                SensorObservation.prototype.deviceKey = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SensorObservation protocol.
                 * @member {tizheng.reading.v1.Protocol} protocol
                 * @memberof tizheng.reading.v1.SensorObservation
                 * @instance
                 */
                SensorObservation.prototype.protocol = 0;

                /**
                 * SensorObservation eventTimeMs.
                 * @member {number|Long} eventTimeMs
                 * @memberof tizheng.reading.v1.SensorObservation
                 * @instance
                 */
                SensorObservation.prototype.eventTimeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SensorObservation receivedTimeMs.
                 * @member {number|Long} receivedTimeMs
                 * @memberof tizheng.reading.v1.SensorObservation
                 * @instance
                 */
                SensorObservation.prototype.receivedTimeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SensorObservation flags.
                 * @member {number} flags
                 * @memberof tizheng.reading.v1.SensorObservation
                 * @instance
                 */
                SensorObservation.prototype.flags = 0;

                /**
                 * SensorObservation inputPartition.
                 * @member {number} inputPartition
                 * @memberof tizheng.reading.v1.SensorObservation
                 * @instance
                 */
                SensorObservation.prototype.inputPartition = 0;

                /**
                 * SensorObservation inputOffset.
                 * @member {number|Long} inputOffset
                 * @memberof tizheng.reading.v1.SensorObservation
                 * @instance
                 */
                SensorObservation.prototype.inputOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SensorObservation traffic.
                 * @member {tizheng.reading.v1.TrafficSample|null} traffic
                 * @memberof tizheng.reading.v1.SensorObservation
                 * @instance
                 */
                SensorObservation.prototype.traffic = null;

                /**
                 * SensorObservation weather.
                 * @member {tizheng.reading.v1.WeatherSample|null} weather
                 * @memberof tizheng.reading.v1.SensorObservation
                 * @instance
                 */
                SensorObservation.prototype.weather = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * SensorObservation body.
                 * @member {"traffic"|"weather"|undefined} body
                 * @memberof tizheng.reading.v1.SensorObservation
                 * @instance
                 */
                $Object.defineProperty(SensorObservation.prototype, "body", {
                    get: $util.oneOfGetter($oneOfFields = ["traffic", "weather"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified SensorObservation message. Does not implicitly {@link tizheng.reading.v1.SensorObservation.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.SensorObservation
                 * @static
                 * @param {tizheng.reading.v1.SensorObservation.$Properties} message SensorObservation message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SensorObservation.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.task != null && $Object.hasOwnProperty.call(message, "task") && message.task !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.task);
                    if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.epoch);
                    if (message.number != null && $Object.hasOwnProperty.call(message, "number") && (typeof message.number === "object" ? message.number.low || message.number.high : message.number !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.number);
                    if (message.subjectKey != null && $Object.hasOwnProperty.call(message, "subjectKey") && (typeof message.subjectKey === "object" ? message.subjectKey.low || message.subjectKey.high : message.subjectKey !== 0))
                        writer.uint32(/* id 4, wireType 1 =*/33).fixed64(message.subjectKey);
                    if (message.deviceKey != null && $Object.hasOwnProperty.call(message, "deviceKey") && (typeof message.deviceKey === "object" ? message.deviceKey.low || message.deviceKey.high : message.deviceKey !== 0))
                        writer.uint32(/* id 5, wireType 1 =*/41).fixed64(message.deviceKey);
                    if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol") && message.protocol !== 0)
                        writer.uint32(/* id 6, wireType 0 =*/48).int32(message.protocol);
                    if (message.eventTimeMs != null && $Object.hasOwnProperty.call(message, "eventTimeMs") && (typeof message.eventTimeMs === "object" ? message.eventTimeMs.low || message.eventTimeMs.high : message.eventTimeMs !== 0))
                        writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.eventTimeMs);
                    if (message.receivedTimeMs != null && $Object.hasOwnProperty.call(message, "receivedTimeMs") && (typeof message.receivedTimeMs === "object" ? message.receivedTimeMs.low || message.receivedTimeMs.high : message.receivedTimeMs !== 0))
                        writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.receivedTimeMs);
                    if (message.flags != null && $Object.hasOwnProperty.call(message, "flags") && message.flags !== 0)
                        writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.flags);
                    if (message.inputPartition != null && $Object.hasOwnProperty.call(message, "inputPartition") && message.inputPartition !== 0)
                        writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.inputPartition);
                    if (message.inputOffset != null && $Object.hasOwnProperty.call(message, "inputOffset") && (typeof message.inputOffset === "object" ? message.inputOffset.low || message.inputOffset.high : message.inputOffset !== 0))
                        writer.uint32(/* id 11, wireType 0 =*/88).uint64(message.inputOffset);
                    if (message.traffic != null && $Object.hasOwnProperty.call(message, "traffic"))
                        $root.tizheng.reading.v1.TrafficSample.encode(message.traffic, writer.uint32(/* id 20, wireType 2 =*/162).fork(), _depth + 1).ldelim();
                    if (message.weather != null && $Object.hasOwnProperty.call(message, "weather"))
                        $root.tizheng.reading.v1.WeatherSample.encode(message.weather, writer.uint32(/* id 21, wireType 2 =*/170).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SensorObservation message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.SensorObservation
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.SensorObservation & tizheng.reading.v1.SensorObservation.$Shape} SensorObservation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SensorObservation.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.SensorObservation();
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
                                    message.task = value;
                                else
                                    delete message.task;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.epoch = value;
                                else
                                    delete message.epoch;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.number = value;
                                else
                                    delete message.number;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.subjectKey = value;
                                else
                                    delete message.subjectKey;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.deviceKey = value;
                                else
                                    delete message.deviceKey;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.protocol = value;
                                else
                                    delete message.protocol;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.eventTimeMs = value;
                                else
                                    delete message.eventTimeMs;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.receivedTimeMs = value;
                                else
                                    delete message.receivedTimeMs;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.flags = value;
                                else
                                    delete message.flags;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.inputPartition = value;
                                else
                                    delete message.inputPartition;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.inputOffset = value;
                                else
                                    delete message.inputOffset;
                                continue;
                            }
                        case 20: {
                                if (wireType !== 2)
                                    break;
                                message.traffic = $root.tizheng.reading.v1.TrafficSample.decode(reader, reader.size(), $undefined, _depth + 1, message.traffic);
                                message.body = "traffic";
                                continue;
                            }
                        case 21: {
                                if (wireType !== 2)
                                    break;
                                message.weather = $root.tizheng.reading.v1.WeatherSample.decode(reader, reader.size(), $undefined, _depth + 1, message.weather);
                                message.body = "weather";
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

                return SensorObservation;
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
                 * @property {number|Long} [version] RegistryEntity version
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
                 * RegistryEntity version.
                 * @member {number|Long} version
                 * @memberof tizheng.reading.v1.RegistryEntity
                 * @instance
                 */
                RegistryEntity.prototype.version = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

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
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && (typeof message.version === "object" ? message.version.low || message.version.high : message.version !== 0))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.version);
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
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.version = value;
                                else
                                    delete message.version;
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

            v1.RegistryHistory = (function() {

                /**
                 * Properties of a RegistryHistory.
                 * @typedef {Object} tizheng.reading.v1.RegistryHistory.$Properties
                 * @property {string} [entity] RegistryHistory entity
                 * @property {string} [id] RegistryHistory id
                 * @property {string} [json] RegistryHistory json
                 * @property {number|Long} [changedAtMs] RegistryHistory changedAtMs
                 * @property {string} [actor] RegistryHistory actor
                 * @property {string} [reason] RegistryHistory reason
                 * @property {number|Long} [previousVersion] RegistryHistory previousVersion
                 * @property {string} [origin] RegistryHistory origin
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RegistryHistory.
                 * @memberof tizheng.reading.v1
                 * @interface IRegistryHistory
                 * @augments tizheng.reading.v1.RegistryHistory.$Properties
                 * @deprecated Use tizheng.reading.v1.RegistryHistory.$Properties instead.
                 */

                /**
                 * Shape of a RegistryHistory.
                 * @typedef {tizheng.reading.v1.RegistryHistory.$Properties} tizheng.reading.v1.RegistryHistory.$Shape
                 */

                /**
                 * Constructs a new RegistryHistory.
                 * @memberof tizheng.reading.v1
                 * @classdesc Represents a RegistryHistory.
                 * @constructor
                 * @param {tizheng.reading.v1.RegistryHistory.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RegistryHistory = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RegistryHistory entity.
                 * @member {string} entity
                 * @memberof tizheng.reading.v1.RegistryHistory
                 * @instance
                 */
                RegistryHistory.prototype.entity = "";

                /**
                 * RegistryHistory id.
                 * @member {string} id
                 * @memberof tizheng.reading.v1.RegistryHistory
                 * @instance
                 */
                RegistryHistory.prototype.id = "";

                /**
                 * RegistryHistory json.
                 * @member {string} json
                 * @memberof tizheng.reading.v1.RegistryHistory
                 * @instance
                 */
                RegistryHistory.prototype.json = "";

                /**
                 * RegistryHistory changedAtMs.
                 * @member {number|Long} changedAtMs
                 * @memberof tizheng.reading.v1.RegistryHistory
                 * @instance
                 */
                RegistryHistory.prototype.changedAtMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * RegistryHistory actor.
                 * @member {string} actor
                 * @memberof tizheng.reading.v1.RegistryHistory
                 * @instance
                 */
                RegistryHistory.prototype.actor = "";

                /**
                 * RegistryHistory reason.
                 * @member {string} reason
                 * @memberof tizheng.reading.v1.RegistryHistory
                 * @instance
                 */
                RegistryHistory.prototype.reason = "";

                /**
                 * RegistryHistory previousVersion.
                 * @member {number|Long} previousVersion
                 * @memberof tizheng.reading.v1.RegistryHistory
                 * @instance
                 */
                RegistryHistory.prototype.previousVersion = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * RegistryHistory origin.
                 * @member {string} origin
                 * @memberof tizheng.reading.v1.RegistryHistory
                 * @instance
                 */
                RegistryHistory.prototype.origin = "";

                /**
                 * Encodes the specified RegistryHistory message. Does not implicitly {@link tizheng.reading.v1.RegistryHistory.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.reading.v1.RegistryHistory
                 * @static
                 * @param {tizheng.reading.v1.RegistryHistory.$Properties} message RegistryHistory message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RegistryHistory.encode = function (message, writer, _depth) {
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
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.reason);
                    if (message.previousVersion != null && $Object.hasOwnProperty.call(message, "previousVersion") && (typeof message.previousVersion === "object" ? message.previousVersion.low || message.previousVersion.high : message.previousVersion !== 0))
                        writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.previousVersion);
                    if (message.origin != null && $Object.hasOwnProperty.call(message, "origin") && message.origin !== "")
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.origin);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RegistryHistory message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.reading.v1.RegistryHistory
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.reading.v1.RegistryHistory & tizheng.reading.v1.RegistryHistory.$Shape} RegistryHistory
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RegistryHistory.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.reading.v1.RegistryHistory();
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
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.previousVersion = value;
                                else
                                    delete message.previousVersion;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.origin = value;
                                else
                                    delete message.origin;
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

                return RegistryHistory;
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
