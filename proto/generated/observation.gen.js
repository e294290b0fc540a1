/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["tizheng-observation"] || ($protobuf.roots["tizheng-observation"] = {});

export const tizheng = $root.tizheng = (() => {

    /**
     * Namespace tizheng.
     * @exports tizheng
     * @namespace
     */
    const tizheng = {};

    tizheng.observation = (function() {

        /**
         * Namespace observation.
         * @memberof tizheng
         * @namespace
         */
        const observation = {};

        observation.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof tizheng.observation
             * @namespace
             */
            const v1 = {};

            v1.Observation = (function() {

                /**
                 * Properties of an Observation.
                 * @typedef {Object} tizheng.observation.v1.Observation.$Properties
                 * @property {number|Long} [subjectKey] Observation subjectKey
                 * @property {number|Long} [deviceKey] Observation deviceKey
                 * @property {number} [protocol] Observation protocol
                 * @property {number|Long} [eventTimeMs] Observation eventTimeMs
                 * @property {number|Long} [receivedTimeMs] Observation receivedTimeMs
                 * @property {number|null} [latitudeE7] Observation latitudeE7
                 * @property {number|null} [longitudeE7] Observation longitudeE7
                 * @property {number|null} [altitudeM] Observation altitudeM
                 * @property {number|null} [speedDkmh] Observation speedDkmh
                 * @property {number|null} [courseDeg] Observation courseDeg
                 * @property {number|null} [mileageHm] Observation mileageHm
                 * @property {number} [alarmFlag] Observation alarmFlag
                 * @property {number} [statusFlag] Observation statusFlag
                 * @property {number} [flags] Observation flags
                 * @property {number|Long|null} [driverKey] Observation driverKey
                 * @property {number} [inputPartition] Observation inputPartition
                 * @property {number|Long} [inputOffset] Observation inputOffset
                 * @property {string} [task] Observation task
                 * @property {number} [epoch] Observation epoch
                 * @property {number|Long} [number] Observation number
                 * @property {number} [videoAlarmFlag] Observation videoAlarmFlag
                 * @property {Uint8Array} [alarmItems] Observation alarmItems
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Observation.
                 * @memberof tizheng.observation.v1
                 * @interface IObservation
                 * @augments tizheng.observation.v1.Observation.$Properties
                 * @deprecated Use tizheng.observation.v1.Observation.$Properties instead.
                 */

                /**
                 * Shape of an Observation.
                 * @typedef {tizheng.observation.v1.Observation.$Properties} tizheng.observation.v1.Observation.$Shape
                 */

                /**
                 * Constructs a new Observation.
                 * @memberof tizheng.observation.v1
                 * @classdesc Represents an Observation.
                 * @constructor
                 * @param {tizheng.observation.v1.Observation.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Observation = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Observation subjectKey.
                 * @member {number|Long} subjectKey
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.subjectKey = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Observation deviceKey.
                 * @member {number|Long} deviceKey
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.deviceKey = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Observation protocol.
                 * @member {number} protocol
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.protocol = 0;

                /**
                 * Observation eventTimeMs.
                 * @member {number|Long} eventTimeMs
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.eventTimeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Observation receivedTimeMs.
                 * @member {number|Long} receivedTimeMs
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.receivedTimeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Observation latitudeE7.
                 * @member {number|null} latitudeE7
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.latitudeE7 = null;

                /**
                 * Observation longitudeE7.
                 * @member {number|null} longitudeE7
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.longitudeE7 = null;

                /**
                 * Observation altitudeM.
                 * @member {number|null} altitudeM
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.altitudeM = null;

                /**
                 * Observation speedDkmh.
                 * @member {number|null} speedDkmh
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.speedDkmh = null;

                /**
                 * Observation courseDeg.
                 * @member {number|null} courseDeg
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.courseDeg = null;

                /**
                 * Observation mileageHm.
                 * @member {number|null} mileageHm
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.mileageHm = null;

                /**
                 * Observation alarmFlag.
                 * @member {number} alarmFlag
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.alarmFlag = 0;

                /**
                 * Observation statusFlag.
                 * @member {number} statusFlag
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.statusFlag = 0;

                /**
                 * Observation flags.
                 * @member {number} flags
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.flags = 0;

                /**
                 * Observation driverKey.
                 * @member {number|Long|null} driverKey
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.driverKey = null;

                /**
                 * Observation inputPartition.
                 * @member {number} inputPartition
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.inputPartition = 0;

                /**
                 * Observation inputOffset.
                 * @member {number|Long} inputOffset
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.inputOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Observation task.
                 * @member {string} task
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.task = "";

                /**
                 * Observation epoch.
                 * @member {number} epoch
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.epoch = 0;

                /**
                 * Observation number.
                 * @member {number|Long} number
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.number = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Observation videoAlarmFlag.
                 * @member {number} videoAlarmFlag
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.videoAlarmFlag = 0;

                /**
                 * Observation alarmItems.
                 * @member {Uint8Array} alarmItems
                 * @memberof tizheng.observation.v1.Observation
                 * @instance
                 */
                Observation.prototype.alarmItems = $util.newBuffer([]);

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Observation.prototype, "_latitudeE7", {
                    get: $util.oneOfGetter($oneOfFields = ["latitudeE7"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Observation.prototype, "_longitudeE7", {
                    get: $util.oneOfGetter($oneOfFields = ["longitudeE7"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Observation.prototype, "_altitudeM", {
                    get: $util.oneOfGetter($oneOfFields = ["altitudeM"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Observation.prototype, "_speedDkmh", {
                    get: $util.oneOfGetter($oneOfFields = ["speedDkmh"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Observation.prototype, "_courseDeg", {
                    get: $util.oneOfGetter($oneOfFields = ["courseDeg"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Observation.prototype, "_mileageHm", {
                    get: $util.oneOfGetter($oneOfFields = ["mileageHm"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Observation.prototype, "_driverKey", {
                    get: $util.oneOfGetter($oneOfFields = ["driverKey"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Observation message. Does not implicitly {@link tizheng.observation.v1.Observation.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.observation.v1.Observation
                 * @static
                 * @param {tizheng.observation.v1.Observation.$Properties} message Observation message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Observation.encode = function (message, writer, _depth) {
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
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.protocol);
                    if (message.eventTimeMs != null && $Object.hasOwnProperty.call(message, "eventTimeMs") && (typeof message.eventTimeMs === "object" ? message.eventTimeMs.low || message.eventTimeMs.high : message.eventTimeMs !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.eventTimeMs);
                    if (message.receivedTimeMs != null && $Object.hasOwnProperty.call(message, "receivedTimeMs") && (typeof message.receivedTimeMs === "object" ? message.receivedTimeMs.low || message.receivedTimeMs.high : message.receivedTimeMs !== 0))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.receivedTimeMs);
                    if (message.latitudeE7 != null && $Object.hasOwnProperty.call(message, "latitudeE7"))
                        writer.uint32(/* id 6, wireType 0 =*/48).sint32(message.latitudeE7);
                    if (message.longitudeE7 != null && $Object.hasOwnProperty.call(message, "longitudeE7"))
                        writer.uint32(/* id 7, wireType 0 =*/56).sint32(message.longitudeE7);
                    if (message.altitudeM != null && $Object.hasOwnProperty.call(message, "altitudeM"))
                        writer.uint32(/* id 8, wireType 0 =*/64).sint32(message.altitudeM);
                    if (message.speedDkmh != null && $Object.hasOwnProperty.call(message, "speedDkmh"))
                        writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.speedDkmh);
                    if (message.courseDeg != null && $Object.hasOwnProperty.call(message, "courseDeg"))
                        writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.courseDeg);
                    if (message.mileageHm != null && $Object.hasOwnProperty.call(message, "mileageHm"))
                        writer.uint32(/* id 11, wireType 0 =*/88).uint32(message.mileageHm);
                    if (message.alarmFlag != null && $Object.hasOwnProperty.call(message, "alarmFlag") && message.alarmFlag !== 0)
                        writer.uint32(/* id 12, wireType 5 =*/101).fixed32(message.alarmFlag);
                    if (message.statusFlag != null && $Object.hasOwnProperty.call(message, "statusFlag") && message.statusFlag !== 0)
                        writer.uint32(/* id 13, wireType 5 =*/109).fixed32(message.statusFlag);
                    if (message.flags != null && $Object.hasOwnProperty.call(message, "flags") && message.flags !== 0)
                        writer.uint32(/* id 14, wireType 0 =*/112).uint32(message.flags);
                    if (message.driverKey != null && $Object.hasOwnProperty.call(message, "driverKey"))
                        writer.uint32(/* id 15, wireType 1 =*/121).fixed64(message.driverKey);
                    if (message.inputPartition != null && $Object.hasOwnProperty.call(message, "inputPartition") && message.inputPartition !== 0)
                        writer.uint32(/* id 16, wireType 0 =*/128).uint32(message.inputPartition);
                    if (message.inputOffset != null && $Object.hasOwnProperty.call(message, "inputOffset") && (typeof message.inputOffset === "object" ? message.inputOffset.low || message.inputOffset.high : message.inputOffset !== 0))
                        writer.uint32(/* id 17, wireType 0 =*/136).uint64(message.inputOffset);
                    if (message.task != null && $Object.hasOwnProperty.call(message, "task") && message.task !== "")
                        writer.uint32(/* id 18, wireType 2 =*/146).string(message.task);
                    if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                        writer.uint32(/* id 19, wireType 0 =*/152).uint32(message.epoch);
                    if (message.number != null && $Object.hasOwnProperty.call(message, "number") && (typeof message.number === "object" ? message.number.low || message.number.high : message.number !== 0))
                        writer.uint32(/* id 20, wireType 0 =*/160).uint64(message.number);
                    if (message.videoAlarmFlag != null && $Object.hasOwnProperty.call(message, "videoAlarmFlag") && message.videoAlarmFlag !== 0)
                        writer.uint32(/* id 21, wireType 5 =*/173).fixed32(message.videoAlarmFlag);
                    if (message.alarmItems != null && $Object.hasOwnProperty.call(message, "alarmItems") && message.alarmItems.length)
                        writer.uint32(/* id 22, wireType 2 =*/178).bytes(message.alarmItems);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Observation message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.observation.v1.Observation
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.observation.v1.Observation & tizheng.observation.v1.Observation.$Shape} Observation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Observation.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.observation.v1.Observation();
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
                                if (value = reader.uint32())
                                    message.protocol = value;
                                else
                                    delete message.protocol;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.eventTimeMs = value;
                                else
                                    delete message.eventTimeMs;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.receivedTimeMs = value;
                                else
                                    delete message.receivedTimeMs;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                message.latitudeE7 = reader.sint32();
                                message._latitudeE7 = "latitudeE7";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                message.longitudeE7 = reader.sint32();
                                message._longitudeE7 = "longitudeE7";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                message.altitudeM = reader.sint32();
                                message._altitudeM = "altitudeM";
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                message.speedDkmh = reader.uint32();
                                message._speedDkmh = "speedDkmh";
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                message.courseDeg = reader.uint32();
                                message._courseDeg = "courseDeg";
                                continue;
                            }
                        case 11: {
                                if (wireType !== 0)
                                    break;
                                message.mileageHm = reader.uint32();
                                message._mileageHm = "mileageHm";
                                continue;
                            }
                        case 12: {
                                if (wireType !== 5)
                                    break;
                                if (value = reader.fixed32())
                                    message.alarmFlag = value;
                                else
                                    delete message.alarmFlag;
                                continue;
                            }
                        case 13: {
                                if (wireType !== 5)
                                    break;
                                if (value = reader.fixed32())
                                    message.statusFlag = value;
                                else
                                    delete message.statusFlag;
                                continue;
                            }
                        case 14: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.flags = value;
                                else
                                    delete message.flags;
                                continue;
                            }
                        case 15: {
                                if (wireType !== 1)
                                    break;
                                message.driverKey = reader.fixed64();
                                message._driverKey = "driverKey";
                                continue;
                            }
                        case 16: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.inputPartition = value;
                                else
                                    delete message.inputPartition;
                                continue;
                            }
                        case 17: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.inputOffset = value;
                                else
                                    delete message.inputOffset;
                                continue;
                            }
                        case 18: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.task = value;
                                else
                                    delete message.task;
                                continue;
                            }
                        case 19: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.epoch = value;
                                else
                                    delete message.epoch;
                                continue;
                            }
                        case 20: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.number = value;
                                else
                                    delete message.number;
                                continue;
                            }
                        case 21: {
                                if (wireType !== 5)
                                    break;
                                if (value = reader.fixed32())
                                    message.videoAlarmFlag = value;
                                else
                                    delete message.videoAlarmFlag;
                                continue;
                            }
                        case 22: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.alarmItems = value;
                                else
                                    delete message.alarmItems;
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

                return Observation;
            })();

            return v1;
        })();

        return observation;
    })();

    return tizheng;
})();

export {
  $root as default
};
