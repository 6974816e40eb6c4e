/* global definePack -- given by the frame: takes exports by specifier */
import './react-refresh-hook.js';

import React from 'react';
import jsxDevRuntime from 'react/jsx-dev-runtime';
import jsxRuntime from 'react/jsx-runtime';
import ReactDom from 'react-dom';
import ReactDomClient from 'react-dom/client';
import refresh from 'react-refresh/runtime';
import scheduler from 'scheduler';

definePack({
  react: React,
  'react/jsx-runtime': jsxRuntime,
  'react/jsx-dev-runtime': jsxDevRuntime,
  'react-dom': ReactDom,
  'react-dom/client': ReactDomClient,
  'react-refresh/runtime': refresh,
  scheduler,
});
