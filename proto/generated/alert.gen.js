/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["tizheng-alert"] || ($protobuf.roots["tizheng-alert"] = {});

export const tizheng = $root.tizheng = (() => {

    /**
     * Namespace tizheng.
     * @exports tizheng
     * @namespace
     */
    const tizheng = {};

    tizheng.alert = (function() {

        /**
         * Namespace alert.
         * @memberof tizheng
         * @namespace
         */
        const alert = {};

        alert.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof tizheng.alert
             * @namespace
             */
            const v1 = {};

            v1.AlertTransition = (function() {

                /**
                 * Properties of an AlertTransition.
                 * @typedef {Object} tizheng.alert.v1.AlertTransition.$Properties
                 * @property {string} [task] AlertTransition task
                 * @property {number} [epoch] AlertTransition epoch
                 * @property {number|Long} [number] AlertTransition number
                 * @property {string} [change] AlertTransition change
                 * @property {tizheng.alert.v1.Alert.$Properties} [alert] AlertTransition alert
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AlertTransition.
                 * @memberof tizheng.alert.v1
                 * @interface IAlertTransition
                 * @augments tizheng.alert.v1.AlertTransition.$Properties
                 * @deprecated Use tizheng.alert.v1.AlertTransition.$Properties instead.
                 */

                /**
                 * Shape of an AlertTransition.
                 * @typedef {tizheng.alert.v1.AlertTransition.$Properties} tizheng.alert.v1.AlertTransition.$Shape
                 */

                /**
                 * Constructs a new AlertTransition.
                 * @memberof tizheng.alert.v1
                 * @classdesc Represents an AlertTransition.
                 * @constructor
                 * @param {tizheng.alert.v1.AlertTransition.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AlertTransition = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AlertTransition task.
                 * @member {string} task
                 * @memberof tizheng.alert.v1.AlertTransition
                 * @instance
                 */
                AlertTransition.prototype.task = "";

                /**
                 * AlertTransition epoch.
                 * @member {number} epoch
                 * @memberof tizheng.alert.v1.AlertTransition
                 * @instance
                 */
                AlertTransition.prototype.epoch = 0;

                /**
                 * AlertTransition number.
                 * @member {number|Long} number
                 * @memberof tizheng.alert.v1.AlertTransition
                 * @instance
                 */
                AlertTransition.prototype.number = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * AlertTransition change.
                 * @member {string} change
                 * @memberof tizheng.alert.v1.AlertTransition
                 * @instance
                 */
                AlertTransition.prototype.change = "";

                /**
                 * AlertTransition alert.
                 * @member {tizheng.alert.v1.Alert} alert
                 * @memberof tizheng.alert.v1.AlertTransition
                 * @instance
                 */
                AlertTransition.prototype.alert = null;

                /**
                 * Encodes the specified AlertTransition message. Does not implicitly {@link tizheng.alert.v1.AlertTransition.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.alert.v1.AlertTransition
                 * @static
                 * @param {tizheng.alert.v1.AlertTransition.$Properties} message AlertTransition message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AlertTransition.encode = function (message, writer, _depth) {
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
                    if (message.change != null && $Object.hasOwnProperty.call(message, "change") && message.change !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.change);
                    if (message.alert != null && $Object.hasOwnProperty.call(message, "alert"))
                        $root.tizheng.alert.v1.Alert.encode(message.alert, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AlertTransition message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.alert.v1.AlertTransition
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.alert.v1.AlertTransition & tizheng.alert.v1.AlertTransition.$Shape} AlertTransition
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AlertTransition.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.alert.v1.AlertTransition();
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
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.change = value;
                                else
                                    delete message.change;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.alert = $root.tizheng.alert.v1.Alert.decode(reader, reader.size(), $undefined, _depth + 1, message.alert);
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

                return AlertTransition;
            })();

            v1.Alert = (function() {

                /**
                 * Properties of an Alert.
                 * @typedef {Object} tizheng.alert.v1.Alert.$Properties
                 * @property {string} [alertId] Alert alertId
                 * @property {string} [type] Alert type
                 * @property {number} [ruleVersion] Alert ruleVersion
                 * @property {number|Long} [subjectKey] Alert subjectKey
                 * @property {number|Long|null} [driverKey] Alert driverKey
                 * @property {string} [severity] Alert severity
                 * @property {string} [state] Alert state
                 * @property {boolean} [corrected] Alert corrected
                 * @property {boolean} [late] Alert late
                 * @property {number|Long} [openedAtMs] Alert openedAtMs
                 * @property {number|Long} [raisedAtMs] Alert raisedAtMs
                 * @property {number|Long|null} [closedAtMs] Alert closedAtMs
                 * @property {number|null} [measured] Alert measured
                 * @property {number|null} [limit] Alert limit
                 * @property {string} [unit] Alert unit
                 * @property {number|null} [latitudeE7] Alert latitudeE7
                 * @property {number|null} [longitudeE7] Alert longitudeE7
                 * @property {string} [explanationZh] Alert explanationZh
                 * @property {string} [explanationEn] Alert explanationEn
                 * @property {string} [clause] Alert clause
                 * @property {string} [paramsJson] Alert paramsJson
                 * @property {string} [factsJson] Alert factsJson
                 * @property {Array.<tizheng.alert.v1.EvidenceRef.$Properties>} [evidence] Alert evidence
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Alert.
                 * @memberof tizheng.alert.v1
                 * @interface IAlert
                 * @augments tizheng.alert.v1.Alert.$Properties
                 * @deprecated Use tizheng.alert.v1.Alert.$Properties instead.
                 */

                /**
                 * Shape of an Alert.
                 * @typedef {tizheng.alert.v1.Alert.$Properties} tizheng.alert.v1.Alert.$Shape
                 */

                /**
                 * Constructs a new Alert.
                 * @memberof tizheng.alert.v1
                 * @classdesc Represents an Alert.
                 * @constructor
                 * @param {tizheng.alert.v1.Alert.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Alert = function (properties) {
                    this.evidence = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Alert alertId.
                 * @member {string} alertId
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.alertId = "";

                /**
                 * Alert type.
                 * @member {string} type
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.type = "";

                /**
                 * Alert ruleVersion.
                 * @member {number} ruleVersion
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.ruleVersion = 0;

                /**
                 * Alert subjectKey.
                 * @member {number|Long} subjectKey
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.subjectKey = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Alert driverKey.
                 * @member {number|Long|null} driverKey
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.driverKey = null;

                /**
                 * Alert severity.
                 * @member {string} severity
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.severity = "";

                /**
                 * Alert state.
                 * @member {string} state
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.state = "";

                /**
                 * Alert corrected.
                 * @member {boolean} corrected
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.corrected = false;

                /**
                 * Alert late.
                 * @member {boolean} late
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.late = false;

                /**
                 * Alert openedAtMs.
                 * @member {number|Long} openedAtMs
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.openedAtMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Alert raisedAtMs.
                 * @member {number|Long} raisedAtMs
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.raisedAtMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Alert closedAtMs.
                 * @member {number|Long|null} closedAtMs
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.closedAtMs = null;

                /**
                 * Alert measured.
                 * @member {number|null} measured
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.measured = null;

                /**
                 * Alert limit.
                 * @member {number|null} limit
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.limit = null;

                /**
                 * Alert unit.
                 * @member {string} unit
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.unit = "";

                /**
                 * Alert latitudeE7.
                 * @member {number|null} latitudeE7
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.latitudeE7 = null;

                /**
                 * Alert longitudeE7.
                 * @member {number|null} longitudeE7
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.longitudeE7 = null;

                /**
                 * Alert explanationZh.
                 * @member {string} explanationZh
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.explanationZh = "";

                /**
                 * Alert explanationEn.
                 * @member {string} explanationEn
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.explanationEn = "";

                /**
                 * Alert clause.
                 * @member {string} clause
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.clause = "";

                /**
                 * Alert paramsJson.
                 * @member {string} paramsJson
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.paramsJson = "";

                /**
                 * Alert factsJson.
                 * @member {string} factsJson
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.factsJson = "";

                /**
                 * Alert evidence.
                 * @member {Array.<tizheng.alert.v1.EvidenceRef>} evidence
                 * @memberof tizheng.alert.v1.Alert
                 * @instance
                 */
                Alert.prototype.evidence = $util.emptyArray;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Alert.prototype, "_driverKey", {
                    get: $util.oneOfGetter($oneOfFields = ["driverKey"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Alert.prototype, "_closedAtMs", {
                    get: $util.oneOfGetter($oneOfFields = ["closedAtMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Alert.prototype, "_measured", {
                    get: $util.oneOfGetter($oneOfFields = ["measured"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Alert.prototype, "_limit", {
                    get: $util.oneOfGetter($oneOfFields = ["limit"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Alert.prototype, "_latitudeE7", {
                    get: $util.oneOfGetter($oneOfFields = ["latitudeE7"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Alert.prototype, "_longitudeE7", {
                    get: $util.oneOfGetter($oneOfFields = ["longitudeE7"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Alert message. Does not implicitly {@link tizheng.alert.v1.Alert.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.alert.v1.Alert
                 * @static
                 * @param {tizheng.alert.v1.Alert.$Properties} message Alert message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Alert.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.alertId != null && $Object.hasOwnProperty.call(message, "alertId") && message.alertId !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.alertId);
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.type);
                    if (message.ruleVersion != null && $Object.hasOwnProperty.call(message, "ruleVersion") && message.ruleVersion !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.ruleVersion);
                    if (message.subjectKey != null && $Object.hasOwnProperty.call(message, "subjectKey") && (typeof message.subjectKey === "object" ? message.subjectKey.low || message.subjectKey.high : message.subjectKey !== 0))
                        writer.uint32(/* id 4, wireType 1 =*/33).fixed64(message.subjectKey);
                    if (message.driverKey != null && $Object.hasOwnProperty.call(message, "driverKey"))
                        writer.uint32(/* id 5, wireType 1 =*/41).fixed64(message.driverKey);
                    if (message.severity != null && $Object.hasOwnProperty.call(message, "severity") && message.severity !== "")
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.severity);
                    if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== "")
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.state);
                    if (message.corrected != null && $Object.hasOwnProperty.call(message, "corrected") && message.corrected !== false)
                        writer.uint32(/* id 8, wireType 0 =*/64).bool(message.corrected);
                    if (message.late != null && $Object.hasOwnProperty.call(message, "late") && message.late !== false)
                        writer.uint32(/* id 9, wireType 0 =*/72).bool(message.late);
                    if (message.openedAtMs != null && $Object.hasOwnProperty.call(message, "openedAtMs") && (typeof message.openedAtMs === "object" ? message.openedAtMs.low || message.openedAtMs.high : message.openedAtMs !== 0))
                        writer.uint32(/* id 10, wireType 0 =*/80).uint64(message.openedAtMs);
                    if (message.raisedAtMs != null && $Object.hasOwnProperty.call(message, "raisedAtMs") && (typeof message.raisedAtMs === "object" ? message.raisedAtMs.low || message.raisedAtMs.high : message.raisedAtMs !== 0))
                        writer.uint32(/* id 11, wireType 0 =*/88).uint64(message.raisedAtMs);
                    if (message.closedAtMs != null && $Object.hasOwnProperty.call(message, "closedAtMs"))
                        writer.uint32(/* id 12, wireType 0 =*/96).uint64(message.closedAtMs);
                    if (message.measured != null && $Object.hasOwnProperty.call(message, "measured"))
                        writer.uint32(/* id 13, wireType 1 =*/105).double(message.measured);
                    if (message.limit != null && $Object.hasOwnProperty.call(message, "limit"))
                        writer.uint32(/* id 14, wireType 1 =*/113).double(message.limit);
                    if (message.unit != null && $Object.hasOwnProperty.call(message, "unit") && message.unit !== "")
                        writer.uint32(/* id 15, wireType 2 =*/122).string(message.unit);
                    if (message.latitudeE7 != null && $Object.hasOwnProperty.call(message, "latitudeE7"))
                        writer.uint32(/* id 16, wireType 0 =*/128).sint32(message.latitudeE7);
                    if (message.longitudeE7 != null && $Object.hasOwnProperty.call(message, "longitudeE7"))
                        writer.uint32(/* id 17, wireType 0 =*/136).sint32(message.longitudeE7);
                    if (message.explanationZh != null && $Object.hasOwnProperty.call(message, "explanationZh") && message.explanationZh !== "")
                        writer.uint32(/* id 18, wireType 2 =*/146).string(message.explanationZh);
                    if (message.explanationEn != null && $Object.hasOwnProperty.call(message, "explanationEn") && message.explanationEn !== "")
                        writer.uint32(/* id 19, wireType 2 =*/154).string(message.explanationEn);
                    if (message.clause != null && $Object.hasOwnProperty.call(message, "clause") && message.clause !== "")
                        writer.uint32(/* id 20, wireType 2 =*/162).string(message.clause);
                    if (message.paramsJson != null && $Object.hasOwnProperty.call(message, "paramsJson") && message.paramsJson !== "")
                        writer.uint32(/* id 21, wireType 2 =*/170).string(message.paramsJson);
                    if (message.factsJson != null && $Object.hasOwnProperty.call(message, "factsJson") && message.factsJson !== "")
                        writer.uint32(/* id 22, wireType 2 =*/178).string(message.factsJson);
                    if (message.evidence != null && message.evidence.length)
                        for (let i = 0; i < message.evidence.length; ++i)
                            $root.tizheng.alert.v1.EvidenceRef.encode(message.evidence[i], writer.uint32(/* id 23, wireType 2 =*/186).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Alert message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.alert.v1.Alert
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.alert.v1.Alert & tizheng.alert.v1.Alert.$Shape} Alert
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Alert.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.alert.v1.Alert();
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
                                    message.alertId = value;
                                else
                                    delete message.alertId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.type = value;
                                else
                                    delete message.type;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.ruleVersion = value;
                                else
                                    delete message.ruleVersion;
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
                                message.driverKey = reader.fixed64();
                                message._driverKey = "driverKey";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.severity = value;
                                else
                                    delete message.severity;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.state = value;
                                else
                                    delete message.state;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.corrected = value;
                                else
                                    delete message.corrected;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.late = value;
                                else
                                    delete message.late;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.openedAtMs = value;
                                else
                                    delete message.openedAtMs;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.raisedAtMs = value;
                                else
                                    delete message.raisedAtMs;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 0)
                                    break;
                                message.closedAtMs = reader.uint64();
                                message._closedAtMs = "closedAtMs";
                                continue;
                            }
                        case 13: {
                                if (wireType !== 1)
                                    break;
                                message.measured = reader.double();
                                message._measured = "measured";
                                continue;
                            }
                        case 14: {
                                if (wireType !== 1)
                                    break;
                                message.limit = reader.double();
                                message._limit = "limit";
                                continue;
                            }
                        case 15: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.unit = value;
                                else
                                    delete message.unit;
                                continue;
                            }
                        case 16: {
                                if (wireType !== 0)
                                    break;
                                message.latitudeE7 = reader.sint32();
                                message._latitudeE7 = "latitudeE7";
                                continue;
                            }
                        case 17: {
                                if (wireType !== 0)
                                    break;
                                message.longitudeE7 = reader.sint32();
                                message._longitudeE7 = "longitudeE7";
                                continue;
                            }
                        case 18: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.explanationZh = value;
                                else
                                    delete message.explanationZh;
                                continue;
                            }
                        case 19: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.explanationEn = value;
                                else
                                    delete message.explanationEn;
                                continue;
                            }
                        case 20: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.clause = value;
                                else
                                    delete message.clause;
                                continue;
                            }
                        case 21: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.paramsJson = value;
                                else
                                    delete message.paramsJson;
                                continue;
                            }
                        case 22: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.factsJson = value;
                                else
                                    delete message.factsJson;
                                continue;
                            }
                        case 23: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.evidence && message.evidence.length))
                                    message.evidence = [];
                                message.evidence.push($root.tizheng.alert.v1.EvidenceRef.decode(reader, reader.size(), $undefined, _depth + 1));
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

                return Alert;
            })();

            v1.EvidenceRef = (function() {

                /**
                 * Properties of an EvidenceRef.
                 * @typedef {Object} tizheng.alert.v1.EvidenceRef.$Properties
                 * @property {number} [partition] EvidenceRef partition
                 * @property {number|Long} [offset] EvidenceRef offset
                 * @property {number|Long} [eventTimeMs] EvidenceRef eventTimeMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an EvidenceRef.
                 * @memberof tizheng.alert.v1
                 * @interface IEvidenceRef
                 * @augments tizheng.alert.v1.EvidenceRef.$Properties
                 * @deprecated Use tizheng.alert.v1.EvidenceRef.$Properties instead.
                 */

                /**
                 * Shape of an EvidenceRef.
                 * @typedef {tizheng.alert.v1.EvidenceRef.$Properties} tizheng.alert.v1.EvidenceRef.$Shape
                 */

                /**
                 * Constructs a new EvidenceRef.
                 * @memberof tizheng.alert.v1
                 * @classdesc Represents an EvidenceRef.
                 * @constructor
                 * @param {tizheng.alert.v1.EvidenceRef.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const EvidenceRef = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * EvidenceRef partition.
                 * @member {number} partition
                 * @memberof tizheng.alert.v1.EvidenceRef
                 * @instance
                 */
                EvidenceRef.prototype.partition = 0;

                /**
                 * EvidenceRef offset.
                 * @member {number|Long} offset
                 * @memberof tizheng.alert.v1.EvidenceRef
                 * @instance
                 */
                EvidenceRef.prototype.offset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * EvidenceRef eventTimeMs.
                 * @member {number|Long} eventTimeMs
                 * @memberof tizheng.alert.v1.EvidenceRef
                 * @instance
                 */
                EvidenceRef.prototype.eventTimeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified EvidenceRef message. Does not implicitly {@link tizheng.alert.v1.EvidenceRef.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.alert.v1.EvidenceRef
                 * @static
                 * @param {tizheng.alert.v1.EvidenceRef.$Properties} message EvidenceRef message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                EvidenceRef.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.partition);
                    if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.offset);
                    if (message.eventTimeMs != null && $Object.hasOwnProperty.call(message, "eventTimeMs") && (typeof message.eventTimeMs === "object" ? message.eventTimeMs.low || message.eventTimeMs.high : message.eventTimeMs !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.eventTimeMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an EvidenceRef message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.alert.v1.EvidenceRef
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.alert.v1.EvidenceRef & tizheng.alert.v1.EvidenceRef.$Shape} EvidenceRef
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                EvidenceRef.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.alert.v1.EvidenceRef();
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
                                    message.partition = value;
                                else
                                    delete message.partition;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.offset = value;
                                else
                                    delete message.offset;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.eventTimeMs = value;
                                else
                                    delete message.eventTimeMs;
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

                return EvidenceRef;
            })();

            v1.AlertAction = (function() {

                /**
                 * Properties of an AlertAction.
                 * @typedef {Object} tizheng.alert.v1.AlertAction.$Properties
                 * @property {string} [alertId] AlertAction alertId
                 * @property {number} [baseVersion] AlertAction baseVersion
                 * @property {number|Long} [atMs] AlertAction atMs
                 * @property {string} [actor] AlertAction actor
                 * @property {string} [action] AlertAction action
                 * @property {string|null} [outcome] AlertAction outcome
                 * @property {string|null} [cause] AlertAction cause
                 * @property {string|null} [note] AlertAction note
                 * @property {number|Long|null} [untilMs] AlertAction untilMs
                 * @property {tizheng.alert.v1.About.$Properties} [about] AlertAction about
                 * @property {string|null} [disposition] AlertAction disposition
                 * @property {string|null} [assignee] AlertAction assignee
                 * @property {string|null} [duplicateOf] AlertAction duplicateOf
                 * @property {string|null} [handedTo] AlertAction handedTo
                 * @property {string|null} [level] AlertAction level
                 * @property {string|null} [urgency] AlertAction urgency
                 * @property {string|null} [result] AlertAction result
                 * @property {string|null} [actionId] AlertAction actionId
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AlertAction.
                 * @memberof tizheng.alert.v1
                 * @interface IAlertAction
                 * @augments tizheng.alert.v1.AlertAction.$Properties
                 * @deprecated Use tizheng.alert.v1.AlertAction.$Properties instead.
                 */

                /**
                 * Shape of an AlertAction.
                 * @typedef {tizheng.alert.v1.AlertAction.$Properties} tizheng.alert.v1.AlertAction.$Shape
                 */

                /**
                 * Constructs a new AlertAction.
                 * @memberof tizheng.alert.v1
                 * @classdesc Represents an AlertAction.
                 * @constructor
                 * @param {tizheng.alert.v1.AlertAction.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AlertAction = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AlertAction alertId.
                 * @member {string} alertId
                 * @memberof tizheng.alert.v1.AlertAction
                 * @instance
                 */
                AlertAction.prototype.alertId = "";

                /**
                 * AlertAction baseVersion.
                 * @member {number} baseVersion
                 * @memberof tizheng.alert.v1.AlertAction
                 * @instance
                 */
                AlertAction.prototype.baseVersion = 0;

                /**
                 * AlertAction atMs.
                 * @member {number|Long} atMs
                 * @memberof tizheng.alert.v1.AlertAction
                 * @instance
                 */
                AlertAction.prototype.atMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * AlertAction actor.
                 * @member {string} actor
                 * @memberof tizheng.alert.v1.AlertAction
                 * @instance
                 */
                AlertAction.prototype.actor = "";

                /**
                 * AlertAction action.
                 * @member {string} action
                 * @memberof tizheng.alert.v1.AlertAction
                 * @instance
                 */
                AlertAction.prototype.action = "";

                /**
                 * AlertAction outcome.
                 * @member {string|null} outcome
                 * @memberof tizheng.alert.v1.AlertAction
                 * @instance
                 */
                AlertAction.prototype.outcome = null;

                /**
                 * AlertAction cause.
                 * @member {string|null} cause
                 * @memberof tizheng.alert.v1.AlertAction
                 * @instance
                 */
                AlertAction.prototype.cause = null;

                /**
                 * AlertAction note.
                 * @member {string|null} note
                 * @memberof tizheng.alert.v1.AlertAction
                 * @instance
                 */
                AlertAction.prototype.note = null;

                /**
                 * AlertAction untilMs.
                 * @member {number|Long|null} untilMs
                 * @memberof tizheng.alert.v1.AlertAction
                 * @instance
                 */
                AlertAction.prototype.untilMs = null;

                /**
                 * AlertAction about.
                 * @member {tizheng.alert.v1.About} about
                 * @memberof tizheng.alert.v1.AlertAction
                 * @instance
                 */
                AlertAction.prototype.about = null;

                /**
                 * AlertAction disposition.
                 * @member {string|null} disposition
                 * @memberof tizheng.alert.v1.AlertAction
                 * @instance
                 */
                AlertAction.prototype.disposition = null;

                /**
                 * AlertAction assignee.
                 * @member {string|null} assignee
                 * @memberof tizheng.alert.v1.AlertAction
                 * @instance
                 */
                AlertAction.prototype.assignee = null;

                /**
                 * AlertAction duplicateOf.
                 * @member {string|null} duplicateOf
                 * @memberof tizheng.alert.v1.AlertAction
                 * @instance
                 */
                AlertAction.prototype.duplicateOf = null;

                /**
                 * AlertAction handedTo.
                 * @member {string|null} handedTo
                 * @memberof tizheng.alert.v1.AlertAction
                 * @instance
                 */
                AlertAction.prototype.handedTo = null;

                /**
                 * AlertAction level.
                 * @member {string|null} level
                 * @memberof tizheng.alert.v1.AlertAction
                 * @instance
                 */
                AlertAction.prototype.level = null;

                /**
                 * AlertAction urgency.
                 * @member {string|null} urgency
                 * @memberof tizheng.alert.v1.AlertAction
                 * @instance
                 */
                AlertAction.prototype.urgency = null;

                /**
                 * AlertAction result.
                 * @member {string|null} result
                 * @memberof tizheng.alert.v1.AlertAction
                 * @instance
                 */
                AlertAction.prototype.result = null;

                /**
                 * AlertAction actionId.
                 * @member {string|null} actionId
                 * @memberof tizheng.alert.v1.AlertAction
                 * @instance
                 */
                AlertAction.prototype.actionId = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(AlertAction.prototype, "_outcome", {
                    get: $util.oneOfGetter($oneOfFields = ["outcome"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(AlertAction.prototype, "_cause", {
                    get: $util.oneOfGetter($oneOfFields = ["cause"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(AlertAction.prototype, "_note", {
                    get: $util.oneOfGetter($oneOfFields = ["note"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(AlertAction.prototype, "_untilMs", {
                    get: $util.oneOfGetter($oneOfFields = ["untilMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(AlertAction.prototype, "_disposition", {
                    get: $util.oneOfGetter($oneOfFields = ["disposition"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(AlertAction.prototype, "_assignee", {
                    get: $util.oneOfGetter($oneOfFields = ["assignee"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(AlertAction.prototype, "_duplicateOf", {
                    get: $util.oneOfGetter($oneOfFields = ["duplicateOf"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(AlertAction.prototype, "_handedTo", {
                    get: $util.oneOfGetter($oneOfFields = ["handedTo"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(AlertAction.prototype, "_level", {
                    get: $util.oneOfGetter($oneOfFields = ["level"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(AlertAction.prototype, "_urgency", {
                    get: $util.oneOfGetter($oneOfFields = ["urgency"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(AlertAction.prototype, "_result", {
                    get: $util.oneOfGetter($oneOfFields = ["result"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(AlertAction.prototype, "_actionId", {
                    get: $util.oneOfGetter($oneOfFields = ["actionId"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified AlertAction message. Does not implicitly {@link tizheng.alert.v1.AlertAction.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.alert.v1.AlertAction
                 * @static
                 * @param {tizheng.alert.v1.AlertAction.$Properties} message AlertAction message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AlertAction.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.alertId != null && $Object.hasOwnProperty.call(message, "alertId") && message.alertId !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.alertId);
                    if (message.baseVersion != null && $Object.hasOwnProperty.call(message, "baseVersion") && message.baseVersion !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.baseVersion);
                    if (message.atMs != null && $Object.hasOwnProperty.call(message, "atMs") && (typeof message.atMs === "object" ? message.atMs.low || message.atMs.high : message.atMs !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.atMs);
                    if (message.actor != null && $Object.hasOwnProperty.call(message, "actor") && message.actor !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.actor);
                    if (message.action != null && $Object.hasOwnProperty.call(message, "action") && message.action !== "")
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.action);
                    if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome"))
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.outcome);
                    if (message.cause != null && $Object.hasOwnProperty.call(message, "cause"))
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.cause);
                    if (message.note != null && $Object.hasOwnProperty.call(message, "note"))
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.note);
                    if (message.untilMs != null && $Object.hasOwnProperty.call(message, "untilMs"))
                        writer.uint32(/* id 9, wireType 0 =*/72).uint64(message.untilMs);
                    if (message.about != null && $Object.hasOwnProperty.call(message, "about"))
                        $root.tizheng.alert.v1.About.encode(message.about, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                    if (message.disposition != null && $Object.hasOwnProperty.call(message, "disposition"))
                        writer.uint32(/* id 11, wireType 2 =*/90).string(message.disposition);
                    if (message.assignee != null && $Object.hasOwnProperty.call(message, "assignee"))
                        writer.uint32(/* id 12, wireType 2 =*/98).string(message.assignee);
                    if (message.duplicateOf != null && $Object.hasOwnProperty.call(message, "duplicateOf"))
                        writer.uint32(/* id 13, wireType 2 =*/106).string(message.duplicateOf);
                    if (message.handedTo != null && $Object.hasOwnProperty.call(message, "handedTo"))
                        writer.uint32(/* id 14, wireType 2 =*/114).string(message.handedTo);
                    if (message.level != null && $Object.hasOwnProperty.call(message, "level"))
                        writer.uint32(/* id 15, wireType 2 =*/122).string(message.level);
                    if (message.urgency != null && $Object.hasOwnProperty.call(message, "urgency"))
                        writer.uint32(/* id 16, wireType 2 =*/130).string(message.urgency);
                    if (message.result != null && $Object.hasOwnProperty.call(message, "result"))
                        writer.uint32(/* id 17, wireType 2 =*/138).string(message.result);
                    if (message.actionId != null && $Object.hasOwnProperty.call(message, "actionId"))
                        writer.uint32(/* id 18, wireType 2 =*/146).string(message.actionId);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AlertAction message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.alert.v1.AlertAction
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.alert.v1.AlertAction & tizheng.alert.v1.AlertAction.$Shape} AlertAction
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AlertAction.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.alert.v1.AlertAction();
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
                                    message.alertId = value;
                                else
                                    delete message.alertId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.baseVersion = value;
                                else
                                    delete message.baseVersion;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.atMs = value;
                                else
                                    delete message.atMs;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.actor = value;
                                else
                                    delete message.actor;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.action = value;
                                else
                                    delete message.action;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.outcome = reader.stringVerify();
                                message._outcome = "outcome";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.cause = reader.stringVerify();
                                message._cause = "cause";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.note = reader.stringVerify();
                                message._note = "note";
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                message.untilMs = reader.uint64();
                                message._untilMs = "untilMs";
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                message.about = $root.tizheng.alert.v1.About.decode(reader, reader.size(), $undefined, _depth + 1, message.about);
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                message.disposition = reader.stringVerify();
                                message._disposition = "disposition";
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                message.assignee = reader.stringVerify();
                                message._assignee = "assignee";
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                message.duplicateOf = reader.stringVerify();
                                message._duplicateOf = "duplicateOf";
                                continue;
                            }
                        case 14: {
                                if (wireType !== 2)
                                    break;
                                message.handedTo = reader.stringVerify();
                                message._handedTo = "handedTo";
                                continue;
                            }
                        case 15: {
                                if (wireType !== 2)
                                    break;
                                message.level = reader.stringVerify();
                                message._level = "level";
                                continue;
                            }
                        case 16: {
                                if (wireType !== 2)
                                    break;
                                message.urgency = reader.stringVerify();
                                message._urgency = "urgency";
                                continue;
                            }
                        case 17: {
                                if (wireType !== 2)
                                    break;
                                message.result = reader.stringVerify();
                                message._result = "result";
                                continue;
                            }
                        case 18: {
                                if (wireType !== 2)
                                    break;
                                message.actionId = reader.stringVerify();
                                message._actionId = "actionId";
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

                return AlertAction;
            })();

            v1.About = (function() {

                /**
                 * Properties of an About.
                 * @typedef {Object} tizheng.alert.v1.About.$Properties
                 * @property {number|Long} [subjectKey] About subjectKey
                 * @property {string} [alertType] About alertType
                 * @property {number|Long} [openedAtMs] About openedAtMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an About.
                 * @memberof tizheng.alert.v1
                 * @interface IAbout
                 * @augments tizheng.alert.v1.About.$Properties
                 * @deprecated Use tizheng.alert.v1.About.$Properties instead.
                 */

                /**
                 * Shape of an About.
                 * @typedef {tizheng.alert.v1.About.$Properties} tizheng.alert.v1.About.$Shape
                 */

                /**
                 * Constructs a new About.
                 * @memberof tizheng.alert.v1
                 * @classdesc Represents an About.
                 * @constructor
                 * @param {tizheng.alert.v1.About.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const About = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * About subjectKey.
                 * @member {number|Long} subjectKey
                 * @memberof tizheng.alert.v1.About
                 * @instance
                 */
                About.prototype.subjectKey = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * About alertType.
                 * @member {string} alertType
                 * @memberof tizheng.alert.v1.About
                 * @instance
                 */
                About.prototype.alertType = "";

                /**
                 * About openedAtMs.
                 * @member {number|Long} openedAtMs
                 * @memberof tizheng.alert.v1.About
                 * @instance
                 */
                About.prototype.openedAtMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified About message. Does not implicitly {@link tizheng.alert.v1.About.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.alert.v1.About
                 * @static
                 * @param {tizheng.alert.v1.About.$Properties} message About message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                About.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.subjectKey != null && $Object.hasOwnProperty.call(message, "subjectKey") && (typeof message.subjectKey === "object" ? message.subjectKey.low || message.subjectKey.high : message.subjectKey !== 0))
                        writer.uint32(/* id 1, wireType 1 =*/9).fixed64(message.subjectKey);
                    if (message.alertType != null && $Object.hasOwnProperty.call(message, "alertType") && message.alertType !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.alertType);
                    if (message.openedAtMs != null && $Object.hasOwnProperty.call(message, "openedAtMs") && (typeof message.openedAtMs === "object" ? message.openedAtMs.low || message.openedAtMs.high : message.openedAtMs !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.openedAtMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an About message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.alert.v1.About
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.alert.v1.About & tizheng.alert.v1.About.$Shape} About
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                About.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.alert.v1.About();
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
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.alertType = value;
                                else
                                    delete message.alertType;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.openedAtMs = value;
                                else
                                    delete message.openedAtMs;
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

                return About;
            })();

            return v1;
        })();

        return alert;
    })();

    return tizheng;
})();

export {
  $root as default
};
