-- The lower number of a claim is not above the upper one, and one does not come without the other.
select claim_id, low, high from core.claims where low > high or (low is null) <> (high is null) order by claim_id;
