// SPDX-License-Identifier: EUPL-1.2
pragma solidity 0.8.37;

/// A witness of transparency logs that nobody can lead back: it keeps the last head of each log and takes the next one
/// only with the proof that it contains the one before (RFC 9162 §2.1.4.2). It learns a size and a root, nothing else.
///
/// Who shows heads is the keeper: heads are kept under the sender, so that nobody can take the name of another's log and
/// nobody has to be asked before. What a log is called is hashed: SHA-256 of its origin.
contract RegisterWitness {
    struct Head {
        uint64 size;
        uint64 seenAt;
        bytes32 root;
    }

    mapping(address => mapping(bytes32 => Head)) private heads;

    event Witnessed(address indexed keeper, bytes32 indexed origin, uint64 size, bytes32 root);

    /// The last head is of another size: prove from that one.
    error OtherSize(uint64 seen);
    error NotConsistent();

    function head(address keeper, bytes32 origin) external view returns (uint64 size, uint64 seenAt, bytes32 root) {
        Head storage last = heads[keeper][origin];
        return (last.size, last.seenAt, last.root);
    }

    /// Takes the next head of the sender's log. The first one needs no proof; none may be as small as the last, or smaller.
    function extend(bytes32 origin, uint64 oldSize, uint64 newSize, bytes32 newRoot, bytes32[] calldata proof) external {
        Head storage last = heads[msg.sender][origin];
        if (last.size != oldSize) revert OtherSize(last.size);
        bool holds = oldSize == 0
            ? newSize > 0 && proof.length == 0
            : newSize > oldSize && consistent(oldSize, newSize, last.root, newRoot, proof);
        if (!holds) revert NotConsistent();
        last.size = newSize;
        last.seenAt = uint64(block.timestamp);
        last.root = newRoot;
        emit Witnessed(msg.sender, origin, newSize, newRoot);
    }

    /// Whether the tree of the new size contains the one of the old size; both hold at least one entry.
    function consistent(uint64 oldSize, uint64 newSize, bytes32 oldRoot, bytes32 newRoot, bytes32[] calldata proof)
        public
        pure
        returns (bool)
    {
        if (oldSize == newSize) return oldSize > 0 && proof.length == 0 && oldRoot == newRoot;
        if (oldSize == 0 || oldSize > newSize) return false;
        (uint64 fn, uint64 sn) = (oldSize - 1, newSize - 1);
        while (fn & 1 == 1) (fn, sn) = (fn >> 1, sn >> 1);
        // A complete old tree is a node of the new one: its root is the first hash, and the proof leaves it out.
        uint256 next = fn == 0 ? 0 : 1;
        if (proof.length < next) return false;
        bytes32 before = next == 0 ? oldRoot : proof[0];
        bytes32 then = before;
        for (; next < proof.length; next++) {
            bytes32 hash = proof[next];
            if (sn == 0) return false;
            if (fn & 1 == 1 || fn == sn) {
                before = parent(hash, before);
                then = parent(hash, then);
                while (fn & 1 == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            } else {
                then = parent(then, hash);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 && before == oldRoot && then == newRoot;
    }

    /// RFC 6962 §2.1: a node is hashed behind the byte 1, a leaf behind 0.
    function parent(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return sha256(abi.encodePacked(bytes1(0x01), left, right));
    }
}
