/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["tizheng-step"] || ($protobuf.roots["tizheng-step"] = {});

export const tizheng = $root.tizheng = (() => {

    /**
     * Namespace tizheng.
     * @exports tizheng
     * @namespace
     */
    const tizheng = {};

    tizheng.step = (function() {

        /**
         * Namespace step.
         * @memberof tizheng
         * @namespace
         */
        const step = {};

        step.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof tizheng.step
             * @namespace
             */
            const v1 = {};

            v1.LoopStep = (function() {

                /**
                 * Properties of a LoopStep.
                 * @typedef {Object} tizheng.step.v1.LoopStep.$Properties
                 * @property {string} [stepId] LoopStep stepId
                 * @property {string} [alertId] LoopStep alertId
                 * @property {number|Long} [subjectKey] LoopStep subjectKey
                 * @property {string} [alertType] LoopStep alertType
                 * @property {number|Long} [atMs] LoopStep atMs
                 * @property {string} [kind] LoopStep kind
                 * @property {string} [bodyJson] LoopStep bodyJson
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a LoopStep.
                 * @memberof tizheng.step.v1
                 * @interface ILoopStep
                 * @augments tizheng.step.v1.LoopStep.$Properties
                 * @deprecated Use tizheng.step.v1.LoopStep.$Properties instead.
                 */

                /**
                 * Shape of a LoopStep.
                 * @typedef {tizheng.step.v1.LoopStep.$Properties} tizheng.step.v1.LoopStep.$Shape
                 */

                /**
                 * Constructs a new LoopStep.
                 * @memberof tizheng.step.v1
                 * @classdesc Represents a LoopStep.
                 * @constructor
                 * @param {tizheng.step.v1.LoopStep.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const LoopStep = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * LoopStep stepId.
                 * @member {string} stepId
                 * @memberof tizheng.step.v1.LoopStep
                 * @instance
                 */
                LoopStep.prototype.stepId = "";

                /**
                 * LoopStep alertId.
                 * @member {string} alertId
                 * @memberof tizheng.step.v1.LoopStep
                 * @instance
                 */
                LoopStep.prototype.alertId = "";

                /**
                 * LoopStep subjectKey.
                 * @member {number|Long} subjectKey
                 * @memberof tizheng.step.v1.LoopStep
                 * @instance
                 */
                LoopStep.prototype.subjectKey = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * LoopStep alertType.
                 * @member {string} alertType
                 * @memberof tizheng.step.v1.LoopStep
                 * @instance
                 */
                LoopStep.prototype.alertType = "";

                /**
                 * LoopStep atMs.
                 * @member {number|Long} atMs
                 * @memberof tizheng.step.v1.LoopStep
                 * @instance
                 */
                LoopStep.prototype.atMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * LoopStep kind.
                 * @member {string} kind
                 * @memberof tizheng.step.v1.LoopStep
                 * @instance
                 */
                LoopStep.prototype.kind = "";

                /**
                 * LoopStep bodyJson.
                 * @member {string} bodyJson
                 * @memberof tizheng.step.v1.LoopStep
                 * @instance
                 */
                LoopStep.prototype.bodyJson = "";

                /**
                 * Encodes the specified LoopStep message. Does not implicitly {@link tizheng.step.v1.LoopStep.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.step.v1.LoopStep
                 * @static
                 * @param {tizheng.step.v1.LoopStep.$Properties} message LoopStep message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                LoopStep.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.stepId != null && $Object.hasOwnProperty.call(message, "stepId") && message.stepId !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.stepId);
                    if (message.alertId != null && $Object.hasOwnProperty.call(message, "alertId") && message.alertId !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.alertId);
                    if (message.subjectKey != null && $Object.hasOwnProperty.call(message, "subjectKey") && (typeof message.subjectKey === "object" ? message.subjectKey.low || message.subjectKey.high : message.subjectKey !== 0))
                        writer.uint32(/* id 3, wireType 1 =*/25).fixed64(message.subjectKey);
                    if (message.alertType != null && $Object.hasOwnProperty.call(message, "alertType") && message.alertType !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.alertType);
                    if (message.atMs != null && $Object.hasOwnProperty.call(message, "atMs") && (typeof message.atMs === "object" ? message.atMs.low || message.atMs.high : message.atMs !== 0))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.atMs);
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.kind);
                    if (message.bodyJson != null && $Object.hasOwnProperty.call(message, "bodyJson") && message.bodyJson !== "")
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.bodyJson);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a LoopStep message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.step.v1.LoopStep
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.step.v1.LoopStep & tizheng.step.v1.LoopStep.$Shape} LoopStep
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                LoopStep.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.step.v1.LoopStep();
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
                                    message.stepId = value;
                                else
                                    delete message.stepId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.alertId = value;
                                else
                                    delete message.alertId;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.subjectKey = value;
                                else
                                    delete message.subjectKey;
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
                                    message.atMs = value;
                                else
                                    delete message.atMs;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.kind = value;
                                else
                                    delete message.kind;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.bodyJson = value;
                                else
                                    delete message.bodyJson;
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

                return LoopStep;
            })();

            return v1;
        })();

        return step;
    })();

    return tizheng;
})();

export {
  $root as default
};
