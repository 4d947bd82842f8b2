-- Everything found for the blocks of `cleared_blocks`, and their place in the queue.
delete from core.forms where block_key in (select block_key from cleared_blocks);
delete from core.claim_forms where block_key in (select block_key from cleared_blocks);
delete from core.form_relations where block_key in (select block_key from cleared_blocks);
delete from core.reference_relations where block_key in (select block_key from cleared_blocks);
delete from core.questions where block_key in (select block_key from cleared_blocks);
delete from core.answers where block_key in (select block_key from cleared_blocks);
delete from core.answer_forms where block_key in (select block_key from cleared_blocks);
delete from core.issues where block_key in (select block_key from cleared_blocks);
delete from private.dirty_blocks where block_key in (select block_key from cleared_blocks);
