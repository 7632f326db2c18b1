"""The platform's MCP endpoint: its functions as tools for assistants, on the API origin.

Nothing but `server` and `exchange` needs the SDK, and they are imported by the first call.

Source: Profile API reference, section 8; Model Context Protocol, revisions up to 2026-07-28.
"""
