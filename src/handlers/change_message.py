"""editMessage, eraseMessage, react: change what was said."""

from chat.changing import edit, erase, react
from doors import doors_by_route, request_door
from frames import EditMessage, EraseMessage, React

handler = doors_by_route(
    {
        "editMessage": request_door("editMessage", EditMessage, edit),
        "eraseMessage": request_door("eraseMessage", EraseMessage, erase),
        "react": request_door("react", React, react),
    }
)
