"""A kit for phone lines that answer Twilio's voice webhooks: whatever here knows no movie."""
