/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["tizheng-seal"] || ($protobuf.roots["tizheng-seal"] = {});

export const tizheng = $root.tizheng = (() => {

    /**
     * Namespace tizheng.
     * @exports tizheng
     * @namespace
     */
    const tizheng = {};

    tizheng.seal = (function() {

        /**
         * Namespace seal.
         * @memberof tizheng
         * @namespace
         */
        const seal = {};

        seal.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof tizheng.seal
             * @namespace
             */
            const v1 = {};

            v1.SealEvent = (function() {

                /**
                 * Properties of a SealEvent.
                 * @typedef {Object} tizheng.seal.v1.SealEvent.$Properties
                 * @property {string} [sealId] SealEvent sealId
                 * @property {string} [step] SealEvent step
                 * @property {number|Long} [atMs] SealEvent atMs
                 * @property {string} [bodyJson] SealEvent bodyJson
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SealEvent.
                 * @memberof tizheng.seal.v1
                 * @interface ISealEvent
                 * @augments tizheng.seal.v1.SealEvent.$Properties
                 * @deprecated Use tizheng.seal.v1.SealEvent.$Properties instead.
                 */

                /**
                 * Shape of a SealEvent.
                 * @typedef {tizheng.seal.v1.SealEvent.$Properties} tizheng.seal.v1.SealEvent.$Shape
                 */

                /**
                 * Constructs a new SealEvent.
                 * @memberof tizheng.seal.v1
                 * @classdesc Represents a SealEvent.
                 * @constructor
                 * @param {tizheng.seal.v1.SealEvent.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SealEvent = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SealEvent sealId.
                 * @member {string} sealId
                 * @memberof tizheng.seal.v1.SealEvent
                 * @instance
                 */
                SealEvent.prototype.sealId = "";

                /**
                 * SealEvent step.
                 * @member {string} step
                 * @memberof tizheng.seal.v1.SealEvent
                 * @instance
                 */
                SealEvent.prototype.step = "";

                /**
                 * SealEvent atMs.
                 * @member {number|Long} atMs
                 * @memberof tizheng.seal.v1.SealEvent
                 * @instance
                 */
                SealEvent.prototype.atMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SealEvent bodyJson.
                 * @member {string} bodyJson
                 * @memberof tizheng.seal.v1.SealEvent
                 * @instance
                 */
                SealEvent.prototype.bodyJson = "";

                /**
                 * Encodes the specified SealEvent message. Does not implicitly {@link tizheng.seal.v1.SealEvent.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.seal.v1.SealEvent
                 * @static
                 * @param {tizheng.seal.v1.SealEvent.$Properties} message SealEvent message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SealEvent.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.sealId != null && $Object.hasOwnProperty.call(message, "sealId") && message.sealId !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.sealId);
                    if (message.step != null && $Object.hasOwnProperty.call(message, "step") && message.step !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.step);
                    if (message.atMs != null && $Object.hasOwnProperty.call(message, "atMs") && (typeof message.atMs === "object" ? message.atMs.low || message.atMs.high : message.atMs !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.atMs);
                    if (message.bodyJson != null && $Object.hasOwnProperty.call(message, "bodyJson") && message.bodyJson !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.bodyJson);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SealEvent message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.seal.v1.SealEvent
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.seal.v1.SealEvent & tizheng.seal.v1.SealEvent.$Shape} SealEvent
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SealEvent.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.seal.v1.SealEvent();
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
                                    message.sealId = value;
                                else
                                    delete message.sealId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.step = value;
                                else
                                    delete message.step;
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

                return SealEvent;
            })();

            return v1;
        })();

        return seal;
    })();

    return tizheng;
})();

export {
  $root as default
};
