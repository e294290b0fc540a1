/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["tizheng-audit"] || ($protobuf.roots["tizheng-audit"] = {});

export const tizheng = $root.tizheng = (() => {

    /**
     * Namespace tizheng.
     * @exports tizheng
     * @namespace
     */
    const tizheng = {};

    tizheng.audit = (function() {

        /**
         * Namespace audit.
         * @memberof tizheng
         * @namespace
         */
        const audit = {};

        audit.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof tizheng.audit
             * @namespace
             */
            const v1 = {};

            v1.AuditLink = (function() {

                /**
                 * Properties of an AuditLink.
                 * @typedef {Object} tizheng.audit.v1.AuditLink.$Properties
                 * @property {Uint8Array} [previous] AuditLink previous
                 * @property {Uint8Array} [hash] AuditLink hash
                 * @property {Uint8Array} [record] AuditLink record
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AuditLink.
                 * @memberof tizheng.audit.v1
                 * @interface IAuditLink
                 * @augments tizheng.audit.v1.AuditLink.$Properties
                 * @deprecated Use tizheng.audit.v1.AuditLink.$Properties instead.
                 */

                /**
                 * Shape of an AuditLink.
                 * @typedef {tizheng.audit.v1.AuditLink.$Properties} tizheng.audit.v1.AuditLink.$Shape
                 */

                /**
                 * Constructs a new AuditLink.
                 * @memberof tizheng.audit.v1
                 * @classdesc Represents an AuditLink.
                 * @constructor
                 * @param {tizheng.audit.v1.AuditLink.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AuditLink = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AuditLink previous.
                 * @member {Uint8Array} previous
                 * @memberof tizheng.audit.v1.AuditLink
                 * @instance
                 */
                AuditLink.prototype.previous = $util.newBuffer([]);

                /**
                 * AuditLink hash.
                 * @member {Uint8Array} hash
                 * @memberof tizheng.audit.v1.AuditLink
                 * @instance
                 */
                AuditLink.prototype.hash = $util.newBuffer([]);

                /**
                 * AuditLink record.
                 * @member {Uint8Array} record
                 * @memberof tizheng.audit.v1.AuditLink
                 * @instance
                 */
                AuditLink.prototype.record = $util.newBuffer([]);

                /**
                 * Encodes the specified AuditLink message. Does not implicitly {@link tizheng.audit.v1.AuditLink.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.audit.v1.AuditLink
                 * @static
                 * @param {tizheng.audit.v1.AuditLink.$Properties} message AuditLink message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AuditLink.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.previous != null && $Object.hasOwnProperty.call(message, "previous") && message.previous.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.previous);
                    if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.hash);
                    if (message.record != null && $Object.hasOwnProperty.call(message, "record") && message.record.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.record);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AuditLink message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.audit.v1.AuditLink
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.audit.v1.AuditLink & tizheng.audit.v1.AuditLink.$Shape} AuditLink
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AuditLink.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.audit.v1.AuditLink();
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
                                if ((value = reader.bytes()).length)
                                    message.previous = value;
                                else
                                    delete message.previous;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.hash = value;
                                else
                                    delete message.hash;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.record = value;
                                else
                                    delete message.record;
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

                return AuditLink;
            })();

            return v1;
        })();

        return audit;
    })();

    return tizheng;
})();

export {
  $root as default
};
