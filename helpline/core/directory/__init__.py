"""The directory of other help, in the terms of Open Referral's HSDS 3: read, checked, written."""
